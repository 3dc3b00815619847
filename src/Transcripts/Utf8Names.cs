using System.Text;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts;

/// <summary>Creates each name's string once. For one thread.</summary>
internal sealed class Utf8Names
{
    // Names come from a short list, unless a transcript is hostile.
    private const int MaxNames = 10_000;
    private const int MaxLength = 200;

    private readonly Dictionary<IdHash, string> _known = [];

    /// <summary>The name, cut to 200 bytes and without control characters.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxLength)
        {
            utf8 = utf8[..MaxLength];
        }

        var key = IdHash.Compute(utf8);
        if (_known.TryGetValue(key, out var name))
        {
            return name;
        }

        name = Clean(Encoding.UTF8.GetString(utf8));
        if (_known.Count < MaxNames)
        {
            _known[key] = name;
        }

        return name;
    }

    /// <inheritdoc cref="Get(ReadOnlySpan{byte})"/>
    public string Get(string name) => Get(Encoding.UTF8.GetBytes(name));

    // Names are shown in terminals and must not control them.
    private static string Clean(string name) =>
        name.Any(IsUnsafe) ? string.Concat(name.Select(c => IsUnsafe(c) ? '\uFFFD' : c)) : name;

    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u2028' or '\u2029';
}
