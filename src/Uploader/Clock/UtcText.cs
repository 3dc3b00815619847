using System.Globalization;

namespace ToolTime.Uploader.Clock;

/// <summary>How instants are written wherever people or other programs read them.</summary>
internal static class UtcText
{
    public static string Seconds(DateTimeOffset instant) => Format(instant, "yyyy-MM-dd'T'HH:mm:ss'Z'");

    public static string Milliseconds(DateTimeOffset instant) => Format(instant, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>For file names: sorts by time and holds nothing that a file system refuses.</summary>
    public static string Compact(DateTimeOffset instant) => Format(instant, "yyyyMMdd'T'HHmmss'Z'");

    private static string Format(DateTimeOffset instant, string format) => instant.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
