using System.Globalization;
using System.Text.Json;
using ToolTime.Monitor.Budgets;
using ToolTime.Transcripts;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.StatusLine;

/// <summary>
/// The line: model, context, official limits, cost of session and day, the window's rate, and the budget nearest its end. Unknown parts are
/// left out.
/// </summary>
internal static class StatusLineText
{
    private const string Gap = " · ";
    private const long OldSeconds = 600;

    /// <param name="reported">What Claude Code passes to its status line.</param>
    /// <param name="snapshot">What is known from the transcripts.</param>
    /// <param name="limits">The official limits as last reported.</param>
    /// <param name="zone">The time zone for reset times.</param>
    /// <param name="now">The current time.</param>
    /// <param name="width">The number of cells; parts that do not fit are dropped from the end.</param>
    public static string Make(
        JsonElement reported,
        UsageSnapshot? snapshot,
        OfficialLimits? limits,
        TimeZoneInfo zone,
        DateTimeOffset now,
        int width
    )
    {
        var line = "";
        foreach (var part in Parts(reported, snapshot, limits, zone, now))
        {
            var longer = line.Length == 0 ? part : line + Gap + part;
            if (TextWidth.Measure(longer) > width)
            {
                break;
            }

            line = longer;
        }

        return line;
    }

    private static IEnumerable<string> Parts(
        JsonElement reported,
        UsageSnapshot? snapshot,
        OfficialLimits? limits,
        TimeZoneInfo zone,
        DateTimeOffset now
    )
    {
        if (reported.Get("model").Text("display_name") is { Length: > 0 } model)
        {
            yield return TextWidth.Cut(new Utf8Names().Get(model), 40);
        }

        if (Number(reported.Get("context_window"), "used_percentage") is { } context)
        {
            yield return $"ctx {Percent(context)}";
        }

        if (Limit("5h", limits?.FiveHour, zone, now) is { } window)
        {
            yield return window;
        }

        if (Limit("week", limits?.SevenDay, zone, now) is { } week)
        {
            yield return week;
        }

        if (Limit("spend limit", limits?.SpendLimit, zone, now) is { } spend)
        {
            yield return spend;
        }

        if (Session(reported, snapshot) is { } session)
        {
            yield return $"session {Dollars(session)}";
        }

        if (snapshot is null)
        {
            yield break;
        }

        var age = now.ToUnixTimeSeconds() - snapshot.At;
        var isOld = age > OldSeconds;
        if (snapshot.TodayUsd is { } today && Covers(snapshot, Budget.Day, zone, now))
        {
            yield return $"today {Dollars(today)}{(isOld ? $" ({age / 60} min old)" : "")}";
        }

        if (snapshot.UsdPerHour is { } rate && !isOld)
        {
            yield return $"{Dollars(rate)}/h";
        }

        if (snapshot.Budgets.Where(budget => Covers(snapshot, budget.Period, zone, now)).MaxBy(budget => budget.Share) is { } budget)
        {
            var share = $"{Percent((double)budget.Share * 100)}{(budget.IsPassed ? " passed" : "")}";
            yield return $"budget {budget.Name} {share}{(isOld ? " (old)" : "")}";
        }
    }

    // False once the period has begun again since the snapshot was made.
    private static bool Covers(UsageSnapshot snapshot, string period, TimeZoneInfo zone, DateTimeOffset now)
    {
        var (made, today) = (LocalDay.At(DateTimeOffset.FromUnixTimeSeconds(snapshot.At), zone), LocalDay.At(now, zone));
        return period switch
        {
            Budget.Day => made == today,
            Budget.Month => (made.Year, made.Month) == (today.Year, today.Month),
            _ => now.ToUnixTimeSeconds() < snapshot.WindowEnd,
        };
    }

    // Claude Code's own figure for its session is newer than any transcript.
    private static decimal? Session(JsonElement reported, UsageSnapshot? snapshot) =>
        Number(reported.Get("cost"), "total_cost_usd") is { } own and >= 0 and < 1e6 ? (decimal)own
        : snapshot?.SessionsUsd.TryGetValue(reported.Text("session_id"), out var known) is true ? known
        : null;

    private static string? Limit(string name, LimitUse? limit, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (limit is null)
        {
            return null;
        }

        if (limit.ResetsAt == 0)
        {
            return $"{name} {Percent(limit.UsedPercentage)}";
        }

        var resets = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(limit.ResetsAt), zone);
        var left = resets - now;
        var form = left < TimeSpan.FromDays(1) ? "HH:mm" : left < TimeSpan.FromDays(7) ? "ddd HH:mm" : "d MMM";
        var when = resets.ToString(form, CultureInfo.InvariantCulture);
        return $"{name} {Percent(limit.UsedPercentage)} until {when}";
    }

    private static double? Number(JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetDouble(out var number) ? number : null;

    private static string Percent(double percent) => Math.Round(percent).ToString("0", CultureInfo.InvariantCulture) + "%";

    private static string Dollars(decimal usd) => "$" + usd.ToString("N2", CultureInfo.InvariantCulture);
}
