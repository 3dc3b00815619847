using System.Globalization;
using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;
using ToolTime.Recording.Usage;
using ToolTime.Transcripts;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Reports;

/// <summary>
/// Warns once a day before Claude Code deletes transcripts: it removes those not written to for `cleanupPeriodDays` of its settings,
/// default 30; current versions refuse 0, and older ones wrote no transcripts with it. Their counts stay in the index.
/// </summary>
internal static class TranscriptRetention
{
    private const int DefaultDays = 30;
    private const int DaysBefore = 3;

    // Users who want to keep them forever write any large number.
    private const double MostDays = 1e6;

    public static void Warn(CommandContext context, IReadOnlyList<TranscriptFile> files)
    {
        var stamp = Path.Combine(context.Home.UsageIndex, "warned");
        var today = UtcText.Day(context.Now.UtcDay());
        try
        {
            if ((File.Exists(stamp) && File.ReadAllText(stamp) == today) || Describe(context, files) is not { } due)
            {
                return;
            }

            context.Say(due);
            if (!context.IsDryRun)
            {
                PrivateFiles.Replace(stamp, System.Text.Encoding.ASCII.GetBytes(today));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // If the home cannot be written, every report has the warning.
        }
    }

    /// <summary>Describes what will be deleted soon, or null.</summary>
    public static string? Describe(CommandContext context, IReadOnlyList<TranscriptFile> files)
    {
        var days = Days(context.Environment);
        var soon = context.Now.UtcTicks - ((days - DaysBefore) * TimeSpan.TicksPerDay);
        var count = files.Count(file => file.Format.Client is ClientName.ClaudeCode && file.WrittenAt < soon);
        return count == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Claude Code deletes transcripts after {days} day{(days == 1 ? "" : "s")}: {count} of them within {DaysBefore} days. Their counts stay here; to keep the files too, raise `cleanupPeriodDays` in its settings."
            );
    }

    private static double Days(Func<string, string?> environment)
    {
        try
        {
            if (ClaudeSettings.Path(environment) is not { } path || !RegularFile.Exists(path))
            {
                return DefaultDays;
            }

            using var settings = EditedJson.Parse(File.ReadAllBytes(path));
            return
                settings.RootElement.ValueKind is JsonValueKind.Object
                && settings.RootElement.TryGetProperty("cleanupPeriodDays", out var days)
                && days.TryGetDouble(out var period)
                && period > 0
                ? Math.Min(period, MostDays)
                : DefaultDays;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return DefaultDays;
        }
    }
}
