using System.Text.Json;
using ToolTime.Monitor.Budgets;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;
using ToolTime.Transcripts;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.StatusLine;

namespace ToolTime.Uploader.Commands;

/// <summary>
/// `tooltime statusline`: one line for Claude Code's status line, from standard input and a snapshot. It reads no transcripts, always exits
/// 0 and prints no errors, because it runs several times a second.
/// </summary>
internal static class StatusLineCommand
{
    private const int DefaultWidth = 120;

    // In the year 5138.
    private const double MostMilliseconds = 1e14;

    // Seconds after which limits that did not change are written again, with their time.
    private const long LeastPause = 60;

    public static int Run()
    {
        try
        {
            Func<string, string?> environment = Environment.GetEnvironmentVariable;
            if (ToolTimeHome.Locate(environment) is not { } home || HomeClock.Locate(environment) is not { } clock)
            {
                return 0;
            }

            using var reported = EchoedJson.Parse(Input());
            var now = clock.GetUtcNow();
            var limits = Limits(reported.RootElement, home, environment("CLAUDE_CONFIG_DIR"), now);
            Try(() => Mark(home));
            var zone = LocalZone.Find(environment("TZ")) ?? TimeZoneInfo.Utc;
            var width = int.TryParse(environment("COLUMNS"), out var columns) && columns > 0 ? columns : DefaultWidth;
            var line = StatusLineText.Make(reported.RootElement, UsageSnapshot.Read(home), limits, zone, now, width);
            using var output = Console.OpenStandardOutput();
            output.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (Exception)
        {
            // A status line that fails is empty.
        }

        return 0;
    }

    // Read as a hook reads it: some clients leave their end of the pipe open, and waiting for the end would never show a line.
    private static byte[] Input()
    {
        using var copy = new MemoryStream();
        StandardInput.Feed(new JsonFieldScanner([]), copy);
        return EditedJson.AfterMark(copy.ToArray()).ToArray();
    }

    // Lets hooks know that the status line is in use.
    private static void Mark(ToolTimeHome home)
    {
        PrivateFiles.CreateFolder(home.Path);
        PrivateFiles.CreateFolder(home.UsageIndex);
        if (!File.Exists(home.StatusLineMark))
        {
            PrivateFiles.CreateEmpty(home.StatusLineMark);
        }

        // For its time.
        File.WriteAllBytes(home.StatusLineMark, []);
    }

    // The ones reported now, or the earlier ones; they are stored for others to show.
    private static OfficialLimits? Limits(JsonElement reported, ToolTimeHome home, string? configFolder, DateTimeOffset now)
    {
        var stored = OfficialLimits.Read(home, configFolder);
        var before = stored?.Current(now);
        var rates = reported.Get("rate_limits");
        if (rates.ValueKind is not JsonValueKind.Object)
        {
            return before;
        }

        var limits = new OfficialLimits
        {
            At = now.ToUnixTimeSeconds(),
            FiveHour = Use(rates.Get("five_hour")),
            SevenDay = Use(rates.Get("seven_day")),
            SpendLimit = Use(rates.Get("spend_limit")),
        }.Current(now);
        limits = before is null ? limits : limits.Merge(before);
        if (stored is null || limits.At - stored.At >= LeastPause || limits with { At = stored.At } != stored)
        {
            Try(() => limits.Write(home, configFolder));
        }

        return limits;
    }

    // If the home cannot be written, the line is shown all the same.
    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static LimitUse? Use(JsonElement limit)
    {
        if (limit.Get("used_percentage") is not { ValueKind: JsonValueKind.Number } used || !used.TryGetDouble(out var percentage))
        {
            return null;
        }

        var reported = limit.Get("resets_at") is { ValueKind: JsonValueKind.Number } at
            ? at.TryGetDouble(out var seconds) && seconds is > 0 and < MostMilliseconds ? (long)seconds : 0
            : limit.Instant("resets_at") ?? 0;
        // Milliseconds are larger than any seconds.
        var resets = reported > uint.MaxValue ? reported / 1000 : reported;
        return new LimitUse(Math.Max(percentage, 0), resets is > 0 and <= uint.MaxValue ? resets : 0)
        {
            UsedUsd = Dollars(limit.Get("used_usd")),
            LimitUsd = Dollars(limit.Get("limit_usd")),
        };
    }

    private static decimal? Dollars(JsonElement amount) =>
        amount.ValueKind is JsonValueKind.Number && amount.TryGetDecimal(out var usd) && usd >= 0 ? usd : null;
}
