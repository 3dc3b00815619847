using System.Globalization;

namespace ToolTime.Calendar;

/// <summary>
/// A clock that reads its time, a UTC instant, from a file; for tests and the demo. The file is read on each call, so writing it moves the
/// time. Timers run on the system's clock.
/// </summary>
public sealed class SimulatedClock : TimeProvider
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly string _path;
    private long _lastTicks;

    /// <summary>Creates the clock.</summary>
    /// <param name="path">The file; it must contain an ISO 8601 instant with <c>Z</c> or an offset, such as
    /// <c>2026-11-20T18:00:00Z</c>.</param>
    /// <exception cref="FormatException">The file contains no instant.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public SimulatedClock(string path)
    {
        _path = path;
        _lastTicks = TryRead(path) ?? throw new FormatException("The clock file must hold a UTC instant such as 2026-11-20T18:00:00Z.");
    }

    /// <summary>The instant in the file; the last one read while the file is being written.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        try
        {
            Interlocked.Exchange(ref _lastTicks, TryRead(_path) ?? Interlocked.Read(ref _lastTicks));
        }
        catch (IOException)
        {
            // The file is being replaced: use the last instant.
        }

        return new(Interlocked.Read(ref _lastTicks), TimeSpan.Zero);
    }

    // Only the designator at the end shows that the instant was written completely.
    private static long? TryRead(string path) =>
        File.ReadAllText(path).Trim() is ([.., 'Z'] or [.., '+' or '-', _, _, ':', _, _]) and var text
        && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant.UtcTicks
            : null;
}
