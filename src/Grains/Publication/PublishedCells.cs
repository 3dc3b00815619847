using ToolTime.Grains.Privacy;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Publication;

/// <summary>The cells that a query's tables are made of: of its weeks and clients, one for each name that is listed still.</summary>
internal sealed class PublishedCells
{
    private readonly Dictionary<UsageName, PublishedCell> _cells;
    private readonly Dictionary<AgentClient, PublishedCell> _clients;

    private PublishedCells(Dictionary<UsageName, PublishedCell> cells, Dictionary<AgentClient, PublishedCell> clients, PublishedCell? everybody) =>
        (_cells, _clients, Everybody) = (cells, clients, everybody);

    /// <summary>All clients together, whatever the query's clients are; null where they are hidden.</summary>
    public PublishedCell? Everybody { get; }

    /// <summary>The query's clients together; null where they are hidden.</summary>
    public PublishedCell? Everything => _cells.GetValueOrDefault(UsageName.Everything);

    /// <summary>Edits of files not read before; null where they are hidden.</summary>
    public PublishedCell? EditsWithoutRead => _cells.GetValueOrDefault(UsageName.EditsWithoutRead);

    /// <summary>How many used any name of a kind; null where that is too few.</summary>
    public PublishedCell? UseOfAny(UsageName kind) => _cells.GetValueOrDefault(kind);

    /// <summary>Each client that is told, whatever the query's clients are.</summary>
    public IEnumerable<(AgentClient Client, PublishedCell Cell)> Clients => _clients.Select(pair => (pair.Key, pair.Value));

    /// <summary>The cells of a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="weeks">The published cells of its weeks.</param>
    /// <param name="names">The list, by which what was blocked since is left out.</param>
    public static PublishedCells Of(StatsQuery query, IEnumerable<PublishedCell> weeks, NameList names)
    {
        var told = weeks.Where(cell => IsListed(cell.Key.Name, names)).ToList();
        var clients = query.Clients.Select(client => (AgentClient?)client).ToHashSet();
        var asked = told.Where(cell => clients.Count == 0 ? cell.Key.Client is null : clients.Contains(cell.Key.Client));
        var everything = told.Where(cell => cell.Key.Name == UsageName.Everything).ToLookup(cell => cell.Key.Client);
        var several = query.Window.Weeks() > 1;
        return new(
            asked.GroupBy(cell => cell.Key.Name).ToDictionary(name => name.Key, name => One([.. name], query.AddsUp)),
            everything.Where(client => client.Key is not null).ToDictionary(client => client.Key!.Value, client => One([.. client], several)),
            everything.Contains(null) ? One([.. everything[null]], several) : null);
    }

    /// <summary>The cells of a dimension.</summary>
    public IEnumerable<PublishedCell> Of(Dimension dimension) => _cells.Values.Where(cell => cell.Key.Name.Dimension == dimension);

    /// <summary>Whether a name is listed still.</summary>
    public static bool IsListed(UsageName name, NameList names) =>
        name.Dimension is default(Dimension) or Dimension.Client || names.Fold((NameKind)name.Dimension, name.Name) == name.Name;

    private static PublishedCell One(IReadOnlyList<PublishedCell> cells, bool addsUp) =>
        addsUp ? CombinedCell.Of(cells) : cells.Single();
}
