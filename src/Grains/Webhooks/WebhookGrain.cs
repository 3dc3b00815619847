using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Changes;
using ToolTime.Publication;
using ToolTime.Webhooks;

namespace ToolTime.Grains.Webhooks;

/// <summary>
/// Sends one address what it has not taken yet. A new one gets the newest week at once, and then each that follows. It may get a week
/// twice, after a failure on the way back: the week's name is in a header.
/// </summary>
internal sealed partial class WebhookGrain(
    [PersistentState("webhook")] IPersistentState<WebhookState> state,
    IWebhookSender sender,
    IOptions<WebhooksOptions> options,
    DomainClock clock,
    ILogger<WebhookGrain> logger
) : Grain, IWebhookGrain
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(12);

    /// <summary>The key of an address's grain: a hash, since an address may hold a secret and a key stands in logs.</summary>
    internal static string KeyOf(string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)).AsSpan(0, 16));

    public async Task SendDueAsync()
    {
        // An address that was taken out of the settings is done with; a retry that is not due waits for another call.
        if (
            options.Value.Urls.FirstOrDefault(url => KeyOf(url) == this.GetPrimaryKeyString()) is not { } address
            || clock.GetUtcNow() < state.State.RetryAt
        )
        {
            return;
        }

        var number = options.Value.Urls.IndexOf(address);
        try
        {
            await SendDueAsync(new Uri(address), number);
        }
        catch (Exception exception) when (exception is StorageUnavailableException or TimeoutException or OrleansException or DbException)
        {
            // What was read of the state may not be what is stored.
            LogUnavailable(number, exception);
            this.DeactivateOnIdle();
        }
    }

    /// <summary>After how long the next try follows so many failures: twice as long each time, from five minutes to twelve hours.</summary>
    internal static TimeSpan RetryAfter(int failures) =>
        TimeSpan.FromTicks(Math.Min(LongestRetry.Ticks, FirstRetry.Ticks << Math.Min(failures - 1, 16)));

    private async Task SendDueAsync(Uri address, int number)
    {
        foreach (var week in await FindDueAsync())
        {
            if (await sender.SendAsync(address, BodyOf(week), HeadersOf(week)) is { } fault)
            {
                state.State.Failures++;
                state.State.RetryAt = clock.GetUtcNow() + RetryAfter(state.State.Failures);
                await state.WriteStateAsync();
                LogFailed(number, week.Week, state.State.Failures, fault);
                return;
            }

            state.State = new() { LastWeek = week.Week };
            await state.WriteStateAsync();
        }
    }

    private async Task<IReadOnlyList<WeekChanges>> FindDueAsync()
    {
        var answer = await this.GrainFactory.GetGrain<IChangesGrain>(0).GetCurrentAsync(null);
        var weeks = answer is PublicationAnswer.Newer newer
            ? JsonSerializer.Deserialize(newer.Body.AsSpan(), ChangesJson.Default.ChangesDocument)!.Weeks
            : [];
        if (weeks.Count > 0 && state.State.LastWeek is null)
        {
            // Stored before anything is sent, so that an address that does not answer at first misses no later week.
            state.State.LastWeek = weeks.Skip(1).FirstOrDefault()?.Week ?? "";
            await state.WriteStateAsync();
        }

        // ISO weeks sort as they are written.
        return [.. weeks.Where(week => string.CompareOrdinal(week.Week, state.State.LastWeek) > 0).Reverse()];
    }

    private static byte[] BodyOf(WeekChanges week) => JsonSerializer.SerializeToUtf8Bytes(week, ChangesJson.Default.WeekChanges);

    private Dictionary<string, string> HeadersOf(WeekChanges week) =>
        new()
        {
            ["X-ToolTime-Week"] = week.Week,
            ["X-ToolTime-Signature"] = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Secret, BodyOf(week))),
        };

    private byte[] Secret => Encoding.UTF8.GetBytes(options.Value.Secret!);

    [LoggerMessage(1313, LogLevel.Warning, "Webhook {Number} did not take the changes of {Week}, {Failures} times so far: {Fault}.")]
    private partial void LogFailed(int number, string week, int failures, string fault);

    [LoggerMessage(1314, LogLevel.Warning, "What webhook {Number} is due could not be read or stored; it is tried again.")]
    private partial void LogUnavailable(int number, Exception exception);
}

/// <summary>How far an address has got.</summary>
[GenerateSerializer, Alias("ToolTime.WebhookState")]
public sealed class WebhookState
{
    /// <summary>The newest week that it has no need of, such as <c>2026-W47</c>; null for an address that is new.</summary>
    [Id(0)]
    public string? LastWeek { get; set; }

    /// <summary>How often it did not take the next one.</summary>
    [Id(1)]
    public int Failures { get; set; }

    /// <summary>When to try again after a failure.</summary>
    [Id(2)]
    public DateTimeOffset RetryAt { get; set; }
}
