using System.Globalization;

namespace ToolTime.Recording.Clock;

/// <summary>
/// The record's clock: the system's, or for tests and demonstrations the instant in the file that TOOLTIME_CLOCK_FILE names. A home stays
/// with the kind of clock that first wrote it, so that simulated days never mix with real ones.
/// </summary>
internal sealed class HomeClock : TimeProvider
{
    public const string FileVariable = "TOOLTIME_CLOCK_FILE";

    private const string SimulatedMark = "simulated";

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private readonly DateTimeOffset? _instant;

    private HomeClock(DateTimeOffset? instant) => _instant = instant;

    /// <summary>The mark in config.json of a home written by this clock; null for the system's.</summary>
    public string? Mark => _instant is null ? null : SimulatedMark;

    /// <summary>Null if the clock file cannot be read or does not hold an instant.</summary>
    public static HomeClock? Locate(Func<string, string?> environment)
    {
        if (environment(FileVariable) is not { Length: > 0 } path)
        {
            return new HomeClock(null);
        }

        try
        {
            return Parse(File.ReadAllText(path)) is { } instant ? new HomeClock(instant) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>An ISO 8601 date and time; UTC if it has no offset.</summary>
    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(
            text.Trim(),
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : null;

    public bool Owns(string? mark) => mark == Mark;

    public string Refusal(string home) => _instant is null
        ? $"{home} was written with a simulated clock, but {FileVariable} is not set; use another TOOLTIME_HOME."
        : $"{home} was written with the real clock, but {FileVariable} names a simulated one; use another TOOLTIME_HOME.";

    public override DateTimeOffset GetUtcNow() => _instant ?? System.GetUtcNow();
}
