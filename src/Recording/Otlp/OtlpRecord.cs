using System.Globalization;
using System.Text;

namespace ToolTime.Recording.Otlp;

/// <summary>
/// What was read from one log record, or from its resource: only the listed attributes. Reused for the next record. Numbers are strings
/// here, since clients send them as either.
/// </summary>
internal sealed class OtlpRecord
{
    private const long MaxNanoseconds = long.MaxValue;

    private readonly string?[] _values = new string?[Enum.GetValues<OtlpAttribute>().Length];

    /// <summary>In nanoseconds since 1970; 0 if unknown.</summary>
    public ulong Time { get; set; }

    /// <summary>When it was observed, in nanoseconds since 1970; 0 if unknown.</summary>
    public ulong ObservedTime { get; set; }

    /// <summary>The event's full name, if the record has it outside its attributes; otherwise null.</summary>
    public string? Name { get; private set; }

    public string? this[OtlpAttribute attribute] => _values[(int)attribute];

    public void Clear()
    {
        Array.Clear(_values);
        (Time, ObservedTime, Name) = (0, 0, null);
    }

    /// <summary>
    /// Sets the name from the record's text or event name, if that is an event name of one of the clients; otherwise it could be anything.
    /// </summary>
    public void SetName(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= OtlpAttributeNames.MaxText && OtlpClients.IsEvent(utf8))
        {
            Name = Encoding.UTF8.GetString(utf8);
        }
    }

    /// <summary>Sets a string, cut to the useful length; the last one counts.</summary>
    public void Set(OtlpAttribute attribute, ReadOnlySpan<byte> utf8)
    {
        var (bytes, isCut) = OtlpAttributeNames.Bound(attribute);
        if (utf8.Length > bytes && !isCut)
        {
            return;
        }

        _values[(int)attribute] = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, bytes)]);
    }

    public void Set(OtlpAttribute attribute, long number) =>
        _values[(int)attribute] = number.ToString(CultureInfo.InvariantCulture);

    public void Set(OtlpAttribute attribute, double number) =>
        _values[(int)attribute] = number.ToString("R", CultureInfo.InvariantCulture);

    public void Set(OtlpAttribute attribute, bool value) => _values[(int)attribute] = value ? "true" : "false";

    /// <summary>The record's own value, or the resource's.</summary>
    public string? Or(OtlpAttribute attribute, OtlpRecord resource) => this[attribute] ?? resource[attribute];

    /// <summary>A whole number from 0 to 2^32, from a number or a string; null for anything else.</summary>
    public long? Count(OtlpAttribute attribute)
    {
        var text = this[attribute];
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            return whole <= uint.MaxValue ? whole : null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is >= 0 and <= uint.MaxValue
            ? (long)number
            : null;
    }

    /// <summary>
    /// When it happened: the client's own time, or the protocol's; null if that is not an instant between 2000 and tomorrow: a session of
    /// the far future would lead every list for good.
    /// </summary>
    public DateTimeOffset? At(DateTimeOffset now)
    {
        if (
            DateTimeOffset.TryParse(
                this[OtlpAttribute.Timestamp],
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var said
            )
        )
        {
            return IsLikely(said, now) ? said : null;
        }

        foreach (var nanoseconds in (ReadOnlySpan<ulong>)[Time, ObservedTime])
        {
            if (nanoseconds is > 0 and <= MaxNanoseconds)
            {
                return DateTimeOffset.FromUnixTimeMilliseconds((long)(nanoseconds / 1_000_000)) is var at && IsLikely(at, now) ? at : null;
            }
        }

        return null;
    }

    private static bool IsLikely(DateTimeOffset at, DateTimeOffset now) => at.Year >= 2000 && at - now <= TimeSpan.FromDays(1);
}
