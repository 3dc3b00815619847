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

    private const string Json = "application/json";
    private const string Protobuf = "application/x-protobuf";

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
        if (ContentType(context) is not { } type)
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType);
            return;
        }

        await _turns.WaitAsync(context.RequestAborted);
        try
        {
            if (await RequestContent.ReadAsync(context, MaxBytes) is not { } content)
            {
                await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType);
            }
            else
            {
                await AnswerAsync(context, type, Take(type, content));
            }
        }
        catch (ContentTooLongException)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge);
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, e.StatusCode);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest);
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
            await AnswerAsync(context, ContentType(context) ?? Json, rejected: 0);
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, e.StatusCode);
        }
    }

    public void Dispose() => _turns.Dispose();

    // How many were not recorded; null if none can be now, so that the agent sends them again.
    private int? Take(string type, ReadOnlyMemory<byte> content)
    {
        var at = now();
        var reading = new OtlpReading(at, calls);
        if (type is Protobuf)
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

    private Task RefuseAsync(HttpContext context, int status)
    {
        Note(before => before with { Bad = before.Bad + 1 });
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task AnswerAsync(HttpContext context, string type, int? rejected)
    {
        if (rejected is not { } count)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "5";
            return;
        }

        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(
            type is Json ? PartialSuccess.ToJson(count) : PartialSuccess.ToProtobuf(count),
            context.RequestAborted
        );
    }

    private static string? ContentType(HttpContext context)
    {
        var type = (context.Request.ContentType ?? "").Split(';')[0].Trim();
        return type.Equals(Json, StringComparison.OrdinalIgnoreCase) ? Json
            : type.Equals(Protobuf, StringComparison.OrdinalIgnoreCase) ? Protobuf
            : null;
    }
}
