using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Json;
using ToolTime.Recording.Otlp;

namespace ToolTime.Monitor.Otlp;

/// <summary>
/// Receives agents' telemetry: records the listed parts of their logs, and drops metrics and traces, which add nothing to the logs.
/// Thread-safe.
/// </summary>
/// <param name="log">Where it is recorded.</param>
/// <param name="now">The current instant, for days.</param>
/// <param name="calls">Receives the calls' input; null if not needed.</param>
internal sealed class OtlpIntake(OtlpLog log, Func<DateTimeOffset> now, TakeReportedCall? calls) : IDisposable
{
    /// <summary>The largest request as sent. Agents send some hundred records at once.</summary>
    public const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>The largest request after decompression.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    // Each may hold that much, and half of it again while growing; others wait before they are read.
    private const int AtOnce = 2;

    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly Lock _lock = new();
    private IntakeStatus _status = new();

    public IntakeStatus Status
    {
        get
        {
            lock (_lock)
            {
                return _status;
            }
        }
    }

    public void Note(Func<IntakeStatus, IntakeStatus> change)
    {
        lock (_lock)
        {
            _status = change(_status);
        }
    }

    /// <summary>`POST /v1/logs`.</summary>
    public async Task LogsAsync(HttpContext context)
    {
        if (OtlpType.FromRequest(context) is not { } type)
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, $"Send {OtlpType.Json} or {OtlpType.Protobuf}.");
            return;
        }

        await _turns.WaitAsync(context.RequestAborted);
        try
        {
            if (await RequestContent.ReadAsync(context, MaxBytes) is not { } content)
            {
                await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, "Send it as it is, or compressed by gzip.");
            }
            else
            {
                await AnswerAsync(context, type, Take(type, content));
            }
        }
        catch (ContentTooLongException)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "It is too large.");
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, e.StatusCode, "It could not be read.");
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "It is not what OTLP defines.");
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>`POST /v1/metrics` and `/v1/traces`.</summary>
    public async Task DropAsync(HttpContext context)
    {
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            await AnswerAsync(context, OtlpType.FromRequest(context) ?? OtlpType.Json, rejected: 0);
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, e.StatusCode, "It could not be read.");
        }
    }

    public void Dispose() => _turns.Dispose();

    // How many were not recorded; null if none can be now, so that the agent sends them again.
    private int? Take(string type, ReadOnlyMemory<byte> content)
    {
        var at = now();
        var reading = new OtlpReading(at, calls);
        if (type is OtlpType.Protobuf)
        {
            OtlpProtobufReader.Read(content.Span, reading);
        }
        else
        {
            OtlpJsonReader.Read(EditedJson.AfterMark(content).Span, reading);
        }

        try
        {
            OtlpEvent[] events = [.. reading.Events.Select(OtlpSecrets.Remove).OfType<OtlpEvent>()];
            var isRecorded = log.Append(at.UtcDay(), events);
            Note(before => before with
            {
                Requests = before.Requests + 1,
                Records = before.Records + reading.Records,
                Events = before.Events + (isRecorded ? events.Length : 0),
                OverLimit = before.OverLimit + (isRecorded ? 0 : events.Length),
            });
            return isRecorded ? 0 : events.Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private Task RefuseAsync(HttpContext context, int status, string reason)
    {
        Note(before => before with { Bad = before.Bad + 1 });
        return OtlpFault.WriteAsync(context, status, reason);
    }

    private static async Task AnswerAsync(HttpContext context, string type, int? rejected)
    {
        if (rejected is not { } count)
        {
            context.Response.Headers.RetryAfter = "5";
            await OtlpFault.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "It cannot be recorded now.");
            return;
        }

        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(
            type is OtlpType.Json ? PartialSuccess.ToJson(count) : PartialSuccess.ToProtobuf(count),
            context.RequestAborted
        );
    }
}
