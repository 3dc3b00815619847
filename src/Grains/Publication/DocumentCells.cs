using ToolTime.Grains.Privacy;
using ToolTime.Names;
using ToolTime.Usage;

namespace ToolTime.Grains.Publication;

/// <summary>
/// The cells that a document's tables are made of: of all clients together or of one, one for each name that is listed still.
/// </summary>
internal sealed class DocumentCells
{
    private readonly Dictionary<UsageName, PublishedCell> _cells;
    private readonly HashSet<UsageName> _partial = [];

    /// <summary>Chooses the cells of a document.</summary>
    /// <param name="published">All cells of a publication.</param>
    /// <param name="client">The one client; null for all together.</param>
    /// <param name="names">The list, by which what was blocked since is left out.</param>
    public DocumentCells(IEnumerable<PublishedCell> published, AgentClient? client, NameList names)
    {
        var listed = Listed(published, names);
        _cells = listed.Where(cell => cell.Key.Client == client).ToDictionary(cell => cell.Key.Name);
        List<PublishedCell> everything = [.. listed.Where(cell => cell.Key.Name == UsageName.Everything)];
        Everybody = everything.SingleOrDefault(cell => cell.Key.Client is null);
        Clients = [.. everything.Where(cell => cell.Key.Client is not null).Select(cell => (cell.Key.Client!.Value, cell))];
    }

    /// <summary>All clients together, whichever was asked for; null where they are too few.</summary>
    public PublishedCell? Everybody { get; }

    /// <summary>Each client that is published, whichever was asked for.</summary>
    public IReadOnlyList<(AgentClient Client, PublishedCell Cell)> Clients { get; }

    /// <summary>Everything of the client, or of all; null where its submitters are too few.</summary>
    public PublishedCell? Everything => _cells.GetValueOrDefault(UsageName.Everything);

    /// <summary>Edits of files not read before; null where too few measured them.</summary>
    public PublishedCell? EditsWithoutRead => _cells.GetValueOrDefault(UsageName.EditsWithoutRead);

    /// <summary>How many used any name of a kind; null where that is too few.</summary>
    public PublishedCell? UseOfAny(UsageName kind) => _cells.GetValueOrDefault(kind);

    /// <summary>The cells of a dimension.</summary>
    public IEnumerable<PublishedCell> In(Dimension dimension) => _cells.Values.Where(cell => cell.Key.Name.Dimension == dimension);

    /// <summary>
    /// Whether a name was published under its old and its new name both, of which the larger stands here: they cannot be added up, since
    /// nobody knows who is in both.
    /// </summary>
    public bool IsPartial(UsageName name) => _partial.Contains(name);

    /// <summary>Those that are listed still, under what they are called now.</summary>
    private List<PublishedCell> Listed(IEnumerable<PublishedCell> published, NameList names)
    {
        var listed = new Dictionary<CellKey, PublishedCell>();
        foreach (var cell in published)
        {
            var name = cell.Key.Name;
            var current = name.Dimension is default(Dimension) or Dimension.Client
                ? name.Name
                : names.Normalize((NameKind)name.Dimension, name.Name);
            if (current != name.Name && NameList.IsBucket(current))
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
