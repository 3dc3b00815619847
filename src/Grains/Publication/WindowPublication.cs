using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ToolTime.Grains.Privacy;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>
/// All that is published of one window, of all clients and of each: every table and page is made of it. The members are stored, so their
/// names never change.
/// </summary>
/// <param name="Window">The kind of window.</param>
/// <param name="FirstDay">Its first UTC day.</param>
/// <param name="LastDay">Its last UTC day.</param>
/// <param name="PublishedAt">When it was computed, UTC, to the second.</param>
/// <param name="IsFinal">Of a week or four: whether it never changes any more; null for seven days.</param>
/// <param name="MinimumSubmitters">The threshold that was in force.</param>
/// <param name="RulesVersion">The version of the rules that were in force.</param>
/// <param name="ReportersOfHour">Submitters who had reported in the hour of <paramref name="PublishedAt"/>; for seven days only.</param>
/// <param name="Cells">The figures, in the order of their keys.</param>
/// <param name="Pairs">Of four weeks: names that the same submitters use, the strongest first; null of others, and where they were not
/// looked for.</param>
/// <param name="IsSimulated">True where the clock was made up; else null.</param>
public sealed record WindowPublication(
    StatsWindowKind Window,
    DateOnly FirstDay,
    DateOnly LastDay,
    DateTimeOffset PublishedAt,
    bool? IsFinal,
    int MinimumSubmitters,
    int RulesVersion,
    int ReportersOfHour,
    ImmutableArray<PublishedCell> Cells,
    IReadOnlyList<PublishedPair>? Pairs = null,
    bool? IsSimulated = null)
{
    /// <summary>The bytes of SHA-256, which stand before what is encoded.</summary>
    private const int HashLength = 32;

    /// <summary>The publication of bytes that <see cref="Encode"/> gave.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static WindowPublication Decode(ReadOnlySpan<byte> content)
    {
        if (content.Length < HashLength || !SHA256.HashData(content[HashLength..]).AsSpan().SequenceEqual(content[..HashLength]))
        {
            throw new InvalidDataException("A stored publication is damaged.");
        }

        return JsonSerializer.Deserialize(content[HashLength..], PublicationJson.Default.WindowPublication)!;
    }

    /// <summary>The publication as it is stored: JSON in UTF-8 without what is null, after its SHA-256.</summary>
    public byte[] Encode()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, PublicationJson.Default.WindowPublication);
        return [.. SHA256.HashData(json), .. json];
    }
}

/// <summary>The JSON in which publications are stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(WindowPublication))]
internal sealed partial class PublicationJson : JsonSerializerContext;
