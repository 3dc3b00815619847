using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Names;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Api.Submissions;

/// <summary>
/// Reads a report's maps and lists of names, and sorts their counts into canonical order. It normalizes names, so that unlisted ones go no
/// further than this endpoint.
/// </summary>
internal sealed class CountsReader(FieldReader fields, CountPositions positions, NameList names, int day, string prefix)
{
    /// <summary>The maximum number of calls, errors or rejections per name.</summary>
    public const int MaximumCount = 100_000;

    /// <summary>The maximum number of plugins in a report.</summary>
    public const int MaximumPlugins = 100;

    /// <summary>The maximum number of models in a day cell.</summary>
    public const int MaximumModels = 200;

    /// <summary>The maximum median duration, in milliseconds: a day.</summary>
    public const int MaximumMs = 86_400_000;

    private static readonly string[] ToolMembers = ["calls", "observed_calls", "errors", "rejections", "median_ms", "timed_calls"];
    private static readonly string[] McpServerMembers = ["calls", "observed_calls", "errors", "median_ms", "timed_calls"];
    private static readonly string[] SkillMembers = ["calls", "by_user"];

    private readonly Dictionary<(Dimension Dimension, string Name), UsageCount> _counts = [];

    /// <summary>True if unknown members are faults.</summary>
    public required bool Strict { get; init; }

    /// <summary>The number of unlisted names, which count in a bucket.</summary>
    public int Bucketed { get; private set; }

    /// <summary>Compares counts in canonical order.</summary>
    public static int Compare(UsageCount left, UsageCount right) =>
        left.Dimension == right.Dimension ? string.CompareOrdinal(left.Name, right.Name) : (int)left.Dimension - (int)right.Dimension;

    /// <summary>The counts so far, by dimension, then by name (ordinal).</summary>
    public ImmutableArray<UsageCount> Counts()
    {
        UsageCount[] counts = [.. _counts.Values];
        Array.Sort(counts, Compare);
        return ImmutableCollectionsMarshal.AsImmutableArray(counts);
    }

    /// <summary>Reads a map of names to counts with outcomes: tools or MCP servers.</summary>
    public void ReadOutcomes(JsonElement map, string name, Dimension dimension) =>
        ReadMap(map, name, dimension, (value, plain, pointer, position) =>
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                fields.Faults.Add(pointer, position, FaultCode.Type, "The counts of a name must be an object.");
                return null;
            }

            if (Strict)
            {
                RefuseUnknown(value, dimension == Dimension.Tool ? ToolMembers : McpServerMembers, pointer, position);
            }

            return ReadCount(value, dimension, plain, pointer, position);
        });

    /// <summary>Reads a map of skills to invocation counts, some of which say how many the user typed.</summary>
    public void ReadSkills(JsonElement map, string name) =>
        ReadMap(map, name, Dimension.Skill, (value, plain, pointer, position) =>
            value.ValueKind == JsonValueKind.Object
                ? ReadSkill(value, plain, pointer, position)
                : ReadPlain(value, Dimension.Skill, plain, pointer, position)
        );

    /// <summary>Reads a map of names to plain counts: skills or models.</summary>
    public void ReadCalls(JsonElement map, string name, Dimension dimension, int maximum = int.MaxValue) =>
        ReadMap(map, name, dimension, (value, plain, pointer, position) => ReadPlain(value, dimension, plain, pointer, position), maximum);

    /// <summary>Reads the list of plugins; duplicates count once.</summary>
    public void ReadPlugins(JsonElement list, string name)
    {
        var pointer = $"{prefix}/{name}";
        if (list.ValueKind != JsonValueKind.Array)
        {
            fields.Faults.Add(pointer, FaultCode.Type, $"{name} must be a list of names.");
            return;
        }

        if (list.GetArrayLength() > MaximumPlugins)
        {
            fields.Faults.Add(pointer, FaultCode.TooMany, $"{name} may hold at most {MaximumPlugins} names.");
        }

        var position = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                fields.Faults.Add(pointer, position, FaultCode.Type, "A name must be a string.");
            }
            else if (item.GetString() is { } plugin && CheckName(plugin, Dimension.Plugin, pointer, position) && seen.Add(plugin))
            {
                Add(
                    new()
                    {
                        Dimension = Dimension.Plugin,
                        Name = plugin,
                        Calls = 0,
                    },
                    pointer,
                    position
                );
            }

            position++;
        }
    }

    /// <summary>Adds a count under its normalized name; a bucket's position is that of its first name.</summary>
    public void Add(UsageCount count, string pointer, int position)
    {
        var name = names.Normalize((NameKind)count.Dimension, count.Name);
        var normalized = name == count.Name ? count : count with { Name = name };
        Bucketed += NameList.IsBucket(name) ? 1 : 0;
        ref var stored = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, (normalized.Dimension, name), out var isThere);
        stored = isThere ? stored!.Plus(normalized) : normalized;
        positions.Add(day, normalized.Dimension, normalized.Name, pointer, position);
    }

    private void ReadMap(
        JsonElement map,
        string name,
        Dimension dimension,
        Func<JsonElement, string, string, int, UsageCount?> read,
        int maximum = int.MaxValue
    )
    {
        var pointer = $"{prefix}/{name}";
        if (map.ValueKind != JsonValueKind.Object)
        {
            fields.Faults.Add(pointer, FaultCode.Type, $"{name} must be an object.");
            return;
        }

        var position = 0;
        foreach (var member in map.EnumerateObject())
        {
            var plain = member.Name;
            if (CheckName(plain, dimension, pointer, position) && read(member.Value, plain, pointer, position) is { } count)
            {
                Add(count, pointer, position);
            }

            position++;
        }

        if (position > maximum)
        {
            fields.Faults.Add(pointer, FaultCode.TooMany, $"{name} may hold at most {maximum} names.");
        }
    }

    private UsageCount ReadPlain(JsonElement value, Dimension dimension, string plain, string pointer, int position) =>
        new()
        {
            Dimension = dimension,
            Name = plain,
            Calls = (int)fields.Number(value, "The count", 0, MaximumCount, pointer, position),
        };

    private UsageCount ReadSkill(JsonElement value, string plain, string pointer, int position)
    {
        RefuseUnknown(value, SkillMembers, pointer, position);
        var (calls, areCallsKnown) = RequiredCalls(value, pointer, position);
        var byUser = OptionalCount(value, "by_user", pointer, position);
        if (areCallsKnown && byUser > calls)
        {
            fields.Faults.Add(pointer, position, FaultCode.Range, "by_user must not be more than calls.");
        }

        return new()
        {
            Dimension = Dimension.Skill,
            Name = plain,
            Calls = calls,
            ByUser = byUser,
        };
    }

    /// <summary>A name's calls, and whether they could be read.</summary>
    private (int Calls, bool AreKnown) RequiredCalls(JsonElement value, string pointer, int position)
    {
        if (!value.TryGetProperty("calls"u8, out var given))
        {
            fields.Faults.Add(pointer, position, FaultCode.Missing, "calls is required.");
            return (0, false);
        }

        var faultsBefore = fields.Faults.Faults.Count;
        var calls = (int)fields.Number(given, "calls", 0, MaximumCount, pointer, position);
        return (calls, fields.Faults.Faults.Count == faultsBefore);
    }

    private UsageCount ReadCount(JsonElement value, Dimension dimension, string plain, string pointer, int position)
    {
        var (calls, areCallsKnown) = RequiredCalls(value, pointer, position);
        var errors = OptionalCount(value, "errors", pointer, position);
        var observed = OptionalCount(value, "observed_calls", pointer, position);
        if (areCallsKnown && observed > calls)
        {
            fields.Faults.Add(pointer, position, FaultCode.Range, "observed_calls must not be more than calls.");
        }

        var count = new UsageCount
        {
            Dimension = dimension,
            Name = plain,
            Calls = calls,
            ObservedCalls = errors is null ? 0 : observed ?? calls,
            Errors = errors,
            Rejections = dimension == Dimension.Tool ? OptionalCount(value, "rejections", pointer, position) : null,
        };
        return Strict ? ReadDuration(value, count, areCallsKnown, pointer, position) : count;
    }

    private UsageCount ReadDuration(JsonElement value, UsageCount count, bool areCallsKnown, string pointer, int position)
    {
        int? median = JsonBody.TryGet(value, "median_ms", out var given)
            ? (int)fields.Number(given, "median_ms", 0, MaximumMs, pointer, position)
            : null;
        var timed = OptionalCount(value, "timed_calls", pointer, position);
        if (median is null != timed is null)
        {
            fields.Faults.Add(pointer, position, FaultCode.Missing, "median_ms and timed_calls must be given together.");
        }

        if (timed == 0 || (areCallsKnown && timed > count.Calls))
        {
            fields.Faults.Add(pointer, position, FaultCode.Range, "timed_calls must be from 1 to calls.");
        }

        return count with
        {
            MedianMs = median,
            TimedCalls = timed ?? 0,
        };
    }

    private int? OptionalCount(JsonElement value, string name, string pointer, int position) =>
        JsonBody.TryGet(value, name, out var count) ? (int)fields.Number(count, name, 0, MaximumCount, pointer, position) : null;

    private bool CheckName(string name, Dimension dimension, string pointer, int position)
    {
        if (dimension == Dimension.Plugin ? NamePattern.IsPlugin(name) : NamePattern.IsName(name))
        {
            return true;
        }

        fields.Faults.Add(
            pointer,
            position,
            FaultCode.Pattern,
            "A name must have 1 to 100 letters, digits or characters of _.:- (in plugins also /@)."
        );
        return false;
    }

    private void RefuseUnknown(JsonElement value, string[] known, string pointer, int position)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (!FieldReader.IsOneOf(member, known))
            {
                fields.Faults.Add(
                    pointer,
                    position,
                    FaultCode.UnknownMember,
                    "Unknown member."
                );
            }
        }
    }
}

/// <summary>Where each count is in the body, so that an answer can point to it without its name. Answers rarely do.</summary>
internal sealed class CountPositions
{
    private readonly List<((int Day, Dimension Dimension, string Name) Count, string Pointer, int Member)> _positions = [];
    private Dictionary<(int Day, Dimension Dimension, string Name), (string Pointer, int Member)>? _byCount;

    public void Add(int day, Dimension dimension, string name, string pointer, int member) =>
        _positions.Add(((day, dimension, name), pointer, member));

    /// <summary>The place of the first of the names that count together.</summary>
    public ClampedMember Locate(ClampedCount clamped)
    {
        _byCount ??= _positions
            .GroupBy(position => position.Count)
            .ToDictionary(same => same.Key, same => (same.First().Pointer, same.First().Member));
        var (pointer, member) = _byCount[(clamped.Day, clamped.Dimension, clamped.Name)];
        return new(pointer, member, clamped.Counted);
    }
}
