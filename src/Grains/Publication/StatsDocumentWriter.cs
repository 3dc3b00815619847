using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using ToolTime.Grains.Privacy;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Publication;

/// <summary>
/// Turns a publication into the document that is served: a pure function of the publication, the name list and the thresholds.
/// </summary>
internal sealed class StatsDocumentWriter(PrivacyOptions privacy, NameList names, bool simulated)
{
    /// <summary>Writes the answer to a query.</summary>
    public ImmutableArray<byte> Write(StatsQuery query, WindowPublication publication)
    {
        var cells = new DocumentCells(publication.Cells, query.Client, names);
        var tables = new StatsTableBuilder(cells);
        var overview = tables.Overview(publication.FirstDay, publication.LastDay);
        return Serialize(
            new()
            {
                Window = WindowOf(query) with
                {
                    From = publication.FirstDay,
                    To = publication.LastDay,
                    Submitters = overview.UniqueSubmitters,
                    Reports = overview.TotalSubmissions,
                    PublishedAt = publication.PublishedAt,
                    Final = publication.IsFinal,
                    MinimumSubmitters = publication.MinimumSubmitters,
                    RulesVersion = publication.RulesVersion,
                },
                Overview = overview,
                Tools = tables.Tools(),
                Models = tables.Models(),
                Clients = tables.Clients(),
                Dimensions = tables.Dimensions(),
                Habits = tables.Habits(),
                Any = tables.Any(),
                AlsoUsed =
                    query.Client is null && publication.Pairs is { } pairs
                        ? [.. pairs.Select(PairOf).OfType<StatsPair>().Distinct()]
                        : null,
            }
        );
    }

    /// <summary>Writes the document served before anything is published.</summary>
    public ImmutableArray<byte> WriteEmpty(StatsQuery query) =>
        Serialize(
            new()
            {
                Window = WindowOf(query),
                Overview = new()
                {
                    TotalSubmissions = null,
                    UniqueSubmitters = null,
                    Earliest = null,
                    Latest = null,
                },
                Tools = [],
                Models = [],
                Clients = [],
                Dimensions = new()
                {
                    Skills = [],
                    McpServers = [],
                    Plugins = [],
                },
                Habits = new() { EditWithoutReadMedian = null },
                Any = new()
                {
                    McpServer = null,
                    Skill = null,
                    Plugin = null,
                    Unlisted = null,
                },
            }
        );

    /// <summary>A strong entity tag: the first half of the SHA-256 of the body.</summary>
    public static string ETagOf(ImmutableArray<byte> body) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(body.AsSpan()).AsSpan(0, 16))}\"";

    /// <summary>A pair under its names' present form; null if one is no longer listed.</summary>
    private StatsPair? PairOf(PublishedPair pair) =>
        NameOf(pair.First) is { } first && NameOf(pair.Second) is { } second && first != second ? new(first, second) : null;

    private StatsName? NameOf(UsageName name) =>
        names.Normalize((NameKind)name.Dimension, name.Name) is var current && !NameList.IsBucket(current)
            ? new(name.Dimension.ToName(), current)
            : null;

    private StatsWindow WindowOf(StatsQuery query) =>
        new()
        {
            Name = query.Window.ToName(),
            From = null,
            To = null,
            PublishedAt = null,
            MinimumSubmitters = privacy.MinimumSubmitters,
            RulesVersion = StatsWindow.CurrentRules,
            Simulated = simulated,
        };

    private static ImmutableArray<byte> Serialize(StatsDocument document) =>
        ImmutableCollectionsMarshal.AsImmutableArray(JsonSerializer.SerializeToUtf8Bytes(document, StatsJson.Default.StatsDocument));
}
