using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>
/// Everything published of one window, for all clients and for each; every table and page is made from it. The members are stored, so their
/// names never change.
/// </summary>
/// <param name="Window">The kind of window.</param>
/// <param name="FirstDay">Its first UTC day.</param>
/// <param name="LastDay">Its last UTC day.</param>
/// <param name="PublishedAt">When it was computed, UTC, to the second.</param>
/// <param name="IsFinal">For a week or four weeks: whether it never changes again; null for seven days.</param>
/// <param name="MinimumSubmitters">The threshold in force at publication.</param>
/// <param name="RulesVersion">The version of the rules in force at publication.</param>
/// <param name="ReportersOfHour">Submitters who had reported in the hour of <paramref name="PublishedAt"/>; only for seven days.</param>
/// <param name="Cells">The figures, in the order of their keys.</param>
/// <param name="Pairs">For four weeks: names that the same submitters use, strongest first; null otherwise, or if they were not looked
/// for.</param>
/// <param name="IsSimulated">True if the clock was simulated; otherwise null.</param>
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
    /// <summary>Decodes a publication encoded by <see cref="Encode"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged, or of a form that this version does not know.</exception>
    public static WindowPublication Decode(ReadOnlySpan<byte> content) =>
        HashedJson.Decode(content, PublicationJson.Default.WindowPublication);

    /// <summary>Encodes the publication for storage: UTF-8 JSON without nulls, after its SHA-256.</summary>
    public byte[] Encode() => HashedJson.Encode(this, PublicationJson.Default.WindowPublication);
}

/// <summary>The JSON in which publications are stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(WindowPublication))]
internal sealed partial class PublicationJson : JsonSerializerContext;
