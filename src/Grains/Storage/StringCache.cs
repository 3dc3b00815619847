using System.Text.Json;

namespace ToolTime.Grains.Storage;

/// <summary>
/// Strings read from JSON: rows contain few distinct names, each many times, and one instance serves them all. A two-way cache by hash, in
/// which a new name replaces the one not seen for longer. References are written atomically, so threads may share it.
/// </summary>
internal sealed class StringCache(int capacity)
{
    private readonly string?[] _strings = new string?[capacity];

    /// <summary>Reads a string, reusing the cached instance if there is one.</summary>
    public string Read(ref Utf8JsonReader json)
    {
        if (json.HasValueSequence || json.ValueIsEscaped)
        {
            return json.GetString()!;
        }

        var hash = 17u;
        foreach (var letter in json.ValueSpan)
        {
            hash = (hash * 31) + letter;
        }

        var pair = (int)(hash % (uint)(_strings.Length / 2)) * 2;
        ref var newest = ref _strings[pair];
        ref var other = ref _strings[pair + 1];
        var known = newest;
        if (known is not null && json.ValueTextEquals(known))
        {
            return known;
        }

        (known, other) = (other, known);
        return newest = known is not null && json.ValueTextEquals(known) ? known : json.GetString()!;
    }
}
