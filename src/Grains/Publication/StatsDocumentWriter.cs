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

/// <summary>
/// The cells that a document's tables are built from: of all clients together or of one, one cell per name that is still listed.
/// </summary>
internal sealed class DocumentCells
{
    private static readonly Dimension[] NamedDimensions =
    [
        Dimension.Tool,
        Dimension.Skill,
        Dimension.McpServer,
        Dimension.Plugin,
        Dimension.Model,
    ];

    private readonly Dictionary<UsageName, PublishedCell> _cells;
    private readonly HashSet<UsageName> _partial = [];

    /// <summary>Chooses the cells of a document.</summary>
    /// <param name="published">All cells of a publication.</param>
    /// <param name="client">The client; null for all clients together.</param>
    /// <param name="names">The name list; names blocked since then are left out.</param>
    public DocumentCells(IEnumerable<PublishedCell> published, AgentClient? client, NameList names)
    {
        var listed = Listed(published, names);
        _cells = listed.Where(cell => cell.Key.Client == client).ToDictionary(cell => cell.Key.Name);
        List<PublishedCell> everything = [.. listed.Where(cell => cell.Key.Name == UsageName.Everything)];
        Everybody = everything.SingleOrDefault(cell => cell.Key.Client is null);
        Clients = [.. everything.Where(cell => cell.Key.Client is not null).Select(cell => (cell.Key.Client!.Value, cell))];
    }

    /// <summary>The cell of all clients together, whichever client was asked for; null if there are too few submitters.</summary>
    public PublishedCell? Everybody { get; }

    /// <summary>Each published client, whichever was asked for.</summary>
    public IReadOnlyList<(AgentClient Client, PublishedCell Cell)> Clients { get; }

    /// <summary>The cell of everything for the client, or for all; null if there are too few submitters.</summary>
    public PublishedCell? Everything => _cells.GetValueOrDefault(UsageName.Everything);

    /// <summary>The cell of edits of unread files; null if too few submitters measured them.</summary>
    public PublishedCell? EditsWithoutRead => _cells.GetValueOrDefault(UsageName.EditsWithoutRead);

    /// <summary>How many submitters used any name of a kind; null if too few.</summary>
    public PublishedCell? UseOfAny(UsageName kind) => _cells.GetValueOrDefault(kind);

    /// <summary>The cells of a dimension.</summary>
    public IEnumerable<PublishedCell> In(Dimension dimension) => _cells.Values.Where(cell => cell.Key.Name.Dimension == dimension);

    /// <summary>The cells of single names, without those of buckets.</summary>
    public IEnumerable<PublishedCell> Named() => NamedDimensions.SelectMany(In).Where(cell => !NameList.IsBucket(cell.Key.Name.Name));

    /// <summary>
    /// Whether a name was published under both its old and its new name, and only the larger cell is used: they cannot be added up, since
    /// it is not known who is in both.
    /// </summary>
    public bool IsPartial(UsageName name) => _partial.Contains(name);

    /// <summary>The cells whose names are still listed, under their present names.</summary>
    private List<PublishedCell> Listed(IEnumerable<PublishedCell> published, NameList names)
    {
        var listed = new Dictionary<CellKey, PublishedCell>();
        foreach (var cell in published)
        {
            var name = cell.Key.Name;
            var current = name.Dimension is default(Dimension) or Dimension.Client
                ? name.Name
                : names.Normalize((NameKind)name.Dimension, name.Name);

            // The other tools of a server that was renamed stay together; a name that is listed no more is left out.
            if (current != name.Name && NameList.IsBucket(current) && (current == NameList.Bucket || !NameList.IsBucket(name.Name)))
            {
                continue;
            }

            var key = cell.Key with { Name = name with { Name = current } };
            if (listed.TryGetValue(key, out var other))
            {
                _partial.Add(key.Name);
            }

            if (other is null || cell.Figures.Submitters > other.Figures.Submitters)
            {
                listed[key] = cell with { Key = key };
            }
        }

        return [.. listed.Values];
    }
}
