using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ToolTime.Names;
using ToolTime.Usage;

namespace ToolTime.Api.Submissions;

/// <summary>
/// Reads the maps and lists of names in plain day cells. Names that are listed come from the list, without a text being made of each.
/// </summary>
internal sealed class PlainCounts(NameList names)
{
    /// <summary>The most names of a map or list that is read here.</summary>
    private const int Capacity = 128;

    private readonly List<UsageCount> _counts = new(48);

    /// <summary>Names that are not listed and count under a bucket.</summary>
    public int Bucketed { get; private set; }

    /// <summary>A count within bounds; false for all else.</summary>
    public static bool TryReadNumber(ref Utf8JsonReader json, out int? number)
    {
        number =
            json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var given) && given is >= 0 and <= CountsReader.MaximumCount
                ? given
                : null;
        return number is not null;
    }

    /// <summary>The counts since this was last asked, by dimension, then ordinally by name.</summary>
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
    public bool TryReadOutcomes(ref Utf8JsonReader json, Dimension dimension) => TryReadMap(ref json, dimension, hasOutcomes: true);

    /// <summary>Reads a map of names to plain counts: skills or models.</summary>
    public bool TryReadCalls(ref Utf8JsonReader json, Dimension dimension) => TryReadMap(ref json, dimension, hasOutcomes: false);

    /// <summary>Reads the list of plugins, none of which stands twice.</summary>
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
        Span<int?> members = [null, null, null, null];
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
            if ((json.TokenType != JsonTokenType.Null || member == 0) && !TryReadNumber(ref json, out members[member]))
            {
                return false;
            }
        }

        if (members is not [{ } calls, var observed, var errors, var rejections] || observed > calls)
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
        };
        return true;
    }

    private static int MemberOf(ref Utf8JsonReader json, Dimension dimension) =>
        json.ValueTextEquals("calls"u8) ? 0
        : json.ValueTextEquals("observed_calls"u8) ? 1
        : json.ValueTextEquals("errors"u8) ? 2
        : json.ValueTextEquals("rejections"u8) && dimension == Dimension.Tool ? 3
        : -1;

    private static bool TryReadCalls(ref Utf8JsonReader json, Dimension dimension, string name, out UsageCount? count)
    {
        var isNumber = TryReadNumber(ref json, out var calls);
        count = isNumber ? new() { Dimension = dimension, Name = name, Calls = calls!.Value } : null;
        return isNumber;
    }

    /// <summary>Whether no name stands twice, as far as hashes show: equal names have equal ones.</summary>
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

    private bool TryReadMap(ref Utf8JsonReader json, Dimension dimension, bool hasOutcomes)
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
            if (
                !json.Read()
                || !(
                    hasOutcomes
                        ? TryReadOutcomes(ref json, dimension, name, out var count)
                        : TryReadCalls(ref json, dimension, name, out count)
                )
            )
            {
                return false;
            }

            _counts.Add(count!);
        }

        return AreDistinct(hashes[..read]);
    }

    /// <summary>What a name counts under; the pattern lets only ASCII pass.</summary>
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
