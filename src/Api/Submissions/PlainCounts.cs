using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ToolTime.Names;
using ToolTime.Usage;

namespace ToolTime.Api.Submissions;

/// <summary>
/// Reads the maps and lists of names in plain day cells. Listed names are taken from the list, without allocating strings.
/// </summary>
internal sealed class PlainCounts(NameList names)
{
    /// <summary>The maximum number of names per map or list; longer ones are not read here.</summary>
    private const int Capacity = 128;

    /// <summary>The index of a count's median duration.</summary>
    private const int MedianMs = 4;

    private readonly List<UsageCount> _counts = new(48);

    /// <summary>The number of unlisted names, which count in a bucket.</summary>
    public int Bucketed { get; private set; }

    private delegate bool ReadingOne(ref Utf8JsonReader json, Dimension dimension, string name, out UsageCount? count);

    /// <summary>Reads a number within bounds; false for anything else.</summary>
    public static bool TryReadNumber(ref Utf8JsonReader json, out int? number, int maximum = CountsReader.MaximumCount)
    {
        number = json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var given) && given >= 0 && given <= maximum ? given : null;
        return number is not null;
    }

    /// <summary>Returns the counts since the last call, by dimension, then by name (ordinal), and clears them.</summary>
    public ImmutableArray<UsageCount> Take()
    {
        _counts.Sort(CountsReader.Compare);
        var stored = 0;
        for (var index = 1; index < _counts.Count; index++)
        {
            if (CountsReader.Compare(_counts[stored], _counts[index]) == 0)
            {
                _counts[stored] = _counts[stored].Plus(_counts[index]);
            }
            else
            {
                _counts[++stored] = _counts[index];
            }
        }

        var counts = _counts.Count == 0 ? [] : ImmutableArray.Create(CollectionsMarshal.AsSpan(_counts)[..(stored + 1)]);
        _counts.Clear();
        return counts;
    }

    /// <summary>Reads a map of names to counts with outcomes: tools or MCP servers.</summary>
    public bool TryReadOutcomes(ref Utf8JsonReader json, Dimension dimension) => TryReadMap(ref json, dimension, TryReadOutcomes);

    /// <summary>Reads a map of skills to plain counts, or to counts with the number that the user typed.</summary>
    public bool TryReadSkills(ref Utf8JsonReader json) => TryReadMap(ref json, Dimension.Skill, TryReadSkill);

    /// <summary>Reads a map of models to plain counts.</summary>
    public bool TryReadModels(ref Utf8JsonReader json) => TryReadMap(ref json, Dimension.Model, TryReadCalls);

    /// <summary>Reads a list of plugins without duplicates.</summary>
    public bool TryReadPlugins(ref Utf8JsonReader json)
    {
        Span<int> hashes = stackalloc int[CountsReader.MaximumPlugins];
        var read = 0;
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.String)
        {
            if (read == hashes.Length || !NamePattern.IsPlugin(json.ValueSpan) || json.ValueIsEscaped)
            {
                return false;
            }

            _counts.Add(
                new()
                {
                    Dimension = Dimension.Plugin,
                    Name = Normalize(ref json, Dimension.Plugin, out hashes[read++]),
                    Calls = 0,
                }
            );
        }

        return json.TokenType == JsonTokenType.EndArray && AreDistinct(hashes[..read]);
    }

    private static bool TryReadOutcomes(ref Utf8JsonReader json, Dimension dimension, string name, out UsageCount? count)
    {
        count = null;
        Span<int?> members = stackalloc int?[6];
        if (
            !TryReadMembers(ref json, dimension, members)
            || members is not [{ } calls, var observed, var errors, var rejections, var median, var timed]
            || observed > calls
            || timed > calls
            || timed == 0
            || timed is null != median is null
        )
        {
            return false;
        }

        count = new()
        {
            Dimension = dimension,
            Name = name,
            Calls = calls,
            ObservedCalls = errors is null ? 0 : observed ?? calls,
            Errors = errors,
            Rejections = rejections,
            MedianMs = median,
            TimedCalls = timed ?? 0,
        };
        return true;
    }

    private static bool TryReadSkill(ref Utf8JsonReader json, Dimension dimension, string name, out UsageCount? count)
    {
        if (json.TokenType == JsonTokenType.Number)
        {
            return TryReadCalls(ref json, dimension, name, out count);
        }

        count = null;
        Span<int?> members = stackalloc int?[2];
        if (!TryReadMembers(ref json, dimension, members) || members is not [{ } calls, var byUser] || byUser > calls)
        {
            return false;
        }

        count = new() { Dimension = dimension, Name = name, Calls = calls, ByUser = byUser };
        return true;
    }

    /// <summary>Reads an object of numbers, each to its member's index; null equals absent, except for calls.</summary>
    private static bool TryReadMembers(ref Utf8JsonReader json, Dimension dimension, scoped Span<int?> members)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var seen = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var member = MemberOf(ref json, dimension);
            if (member < 0 || (seen & (1 << member)) != 0 || !json.Read())
            {
                return false;
            }

            seen |= 1 << member;
            var maximum = member == MedianMs ? CountsReader.MaximumMs : CountsReader.MaximumCount;
            if ((json.TokenType != JsonTokenType.Null || member == 0) && !TryReadNumber(ref json, out members[member], maximum))
            {
                return false;
            }
        }

        return true;
    }

    private static int MemberOf(ref Utf8JsonReader json, Dimension dimension) =>
        json.ValueTextEquals("calls"u8) ? 0
        : dimension == Dimension.Skill ? (json.ValueTextEquals("by_user"u8) ? 1 : -1)
        : json.ValueTextEquals("observed_calls"u8) ? 1
        : json.ValueTextEquals("errors"u8) ? 2
        : json.ValueTextEquals("rejections"u8) && dimension == Dimension.Tool ? 3
        : json.ValueTextEquals("median_ms"u8) ? MedianMs
        : json.ValueTextEquals("timed_calls"u8) ? 5
        : -1;

    private static bool TryReadCalls(ref Utf8JsonReader json, Dimension dimension, string name, out UsageCount? count)
    {
        var isNumber = TryReadNumber(ref json, out var calls);
        count = isNumber ? new() { Dimension = dimension, Name = name, Calls = calls!.Value } : null;
        return isNumber;
    }

    /// <summary>Whether no two names have the same hash, which equal names would.</summary>
    private static bool AreDistinct(Span<int> hashes)
    {
        hashes.Sort();
        for (var index = 1; index < hashes.Length; index++)
        {
            if (hashes[index] == hashes[index - 1])
            {
                return false;
            }
        }

        return true;
    }

    private bool TryReadMap(ref Utf8JsonReader json, Dimension dimension, ReadingOne tryRead)
    {
        Span<int> hashes = stackalloc int[Capacity];
        var read = 0;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (read == hashes.Length || !NamePattern.IsName(json.ValueSpan) || json.ValueIsEscaped)
            {
                return false;
            }

            var name = Normalize(ref json, dimension, out hashes[read++]);
            if (!json.Read() || !tryRead(ref json, dimension, name, out var count))
            {
                return false;
            }

            _counts.Add(count!);
        }

        return AreDistinct(hashes[..read]);
    }

    /// <summary>The name under which a name counts; the pattern allows only ASCII.</summary>
    private string Normalize(ref Utf8JsonReader json, Dimension dimension, out int hash)
    {
        Span<char> text = stackalloc char[NamePattern.MaximumLength];
        Ascii.ToUtf16(json.ValueSpan, text, out var length);
        var name = names.Normalize((NameKind)dimension, text[..length]);
        hash = string.GetHashCode(text[..length]);
        Bucketed += NameList.IsBucket(name) ? 1 : 0;
        return name;
    }
}
