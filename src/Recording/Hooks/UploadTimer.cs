using System.Text;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Hooks;

/// <summary>
/// queue/next: when a hook must start an upload. One line, `INSTANT DAY BYTES`: at the instant, or as soon as the day's file of events is
/// that long, or another day has begun. A hook only compares these; the process that it starts decides everything else.
/// </summary>
internal static class UploadTimer
{
    private const string NoBytes = "-";
    private const int MaxBytes = 64;
    private const int InstantLength = 20;
    private const int DayLength = 10;

    public static bool IsDue(ToolTimeHome home, DateTimeOffset now, DateOnly today, long bytes)
    {
        var line = SmallFile.Read(home.UploadTimer, MaxBytes);
        return !line.IsEmpty && IsDue(Encoding.UTF8.GetString(line), now, today, bytes);
    }

    /// <summary>A line of another form counts as due; the upload then checks for itself.</summary>
    public static bool IsDue(string line, DateTimeOffset now, DateOnly today, long bytes)
    {
        var text = line.TrimEnd('\n');
        if (text.Length < InstantLength + DayLength + 3 || text[InstantLength] != ' ' || text[InstantLength + DayLength + 1] != ' ')
        {
            return true;
        }

        if (string.CompareOrdinal(UtcText.Seconds(now), text[..InstantLength]) >= 0)
        {
            return true;
        }

        var limit = text[(InstantLength + DayLength + 2)..];
        if (limit == NoBytes)
        {
            return false;
        }

        return UtcText.Day(today) != text.Substring(InstantLength + 1, DayLength) || !long.TryParse(limit, out var most) || bytes >= most;
    }

    /// <param name="home">The home of the timer.</param>
    /// <param name="at">When an upload is due in any case.</param>
    /// <param name="day">Today.</param>
    /// <param name="bytes">The length of today's file of events at which it is due earlier; null if the length does not matter.</param>
    public static void Set(ToolTimeHome home, DateTimeOffset at, DateOnly day, long? bytes) =>
        PrivateFiles.Replace(home.UploadTimer, Encoding.UTF8.GetBytes(Line(at, day, bytes)));

    public static string Line(DateTimeOffset at, DateOnly day, long? bytes) =>
        $"{UtcText.Seconds(at)} {UtcText.Day(day)} {bytes?.ToString() ?? NoBytes}\n";

    public static void Clear(ToolTimeHome home)
    {
        if (Directory.Exists(home.Queue))
        {
            File.Delete(home.UploadTimer);
        }
    }
}
