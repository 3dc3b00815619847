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
/// Sends one address what it has not accepted yet. A new address gets the newest week at once, then each later one. It may get a week
/// twice, if the answer was lost; a header has the week.
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

    private byte[] Secret => Encoding.UTF8.GetBytes(options.Value.Secret!);

    /// <summary>The key of an address's grain: a hash, because an address may contain a secret and keys appear in logs.</summary>
    internal static string KeyOf(string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)).AsSpan(0, 16));

    public async Task SendDueAsync()
    {
        // An address removed from the settings gets nothing more; a retry that is not due waits for another call.
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
        catch (Exception exception)
        {
            // Nobody waits for this call. The state in memory may differ from what is stored.
            LogUnavailable(number, exception);
            this.DeactivateOnIdle();
        }
    }

    /// <summary>The wait before the next attempt: five minutes, doubled with each failure, up to twelve hours.</summary>
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

        // ISO weeks sort as strings.
        return [.. weeks.Where(week => string.CompareOrdinal(week.Week, state.State.LastWeek) > 0).Reverse()];
    }

    private static byte[] BodyOf(WeekChanges week) => JsonSerializer.SerializeToUtf8Bytes(week, ChangesJson.Default.WeekChanges);

    private Dictionary<string, string> HeadersOf(WeekChanges week) =>
        new()
        {
            ["X-ToolTime-Week"] = week.Week,
            ["X-ToolTime-Signature"] = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Secret, BodyOf(week))),
        };

    [LoggerMessage(1313, LogLevel.Warning, "Webhook {Number} did not accept the changes of {Week}, {Failures} times so far: {Fault}.")]
    private partial void LogFailed(int number, string week, int failures, string fault);

    [LoggerMessage(1314, LogLevel.Warning, "What is due to webhook {Number} could not be read or stored; it will be retried.")]
    private partial void LogUnavailable(int number, Exception exception);
}

/// <summary>How far delivery to an address has got.</summary>
[GenerateSerializer, Alias("ToolTime.WebhookState")]
public sealed class WebhookState
{
    /// <summary>The newest week that need not be sent, such as <c>2026-W47</c>; null for a new address.</summary>
    [Id(0)]
    public string? LastWeek { get; set; }

    /// <summary>How often it failed to accept the next week.</summary>
    [Id(1)]
    public int Failures { get; set; }

    /// <summary>When to try again after a failure.</summary>
    [Id(2)]
    public DateTimeOffset RetryAt { get; set; }
}
