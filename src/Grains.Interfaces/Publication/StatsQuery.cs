using System.Diagnostics.CodeAnalysis;
using ToolTime.Calendar;
using ToolTime.Usage;

namespace ToolTime.Publication;

/// <summary>
/// Which figures are asked for: a window or one published week, and of which clients; written <c>4w</c>, <c>4w/claude-code,codex</c> or
/// <c>2026-W47</c>. There are few of them, so each may be held ready.
/// </summary>
public readonly record struct StatsQuery : IParsable<StatsQuery>
{
    private readonly int _clients;

    private StatsQuery(StatsWindowKind window, IsoWeek? week, int clients) => (Window, Week, _clients) = (window, week, clients);

    /// <summary>The newest published ISO week, of all clients.</summary>
    public static StatsQuery NewestWeek => new(StatsWindowKind.Week, null, 0);

    /// <summary>The window.</summary>
    public StatsWindowKind Window { get; }

    /// <summary>The one week that is asked for, with the window of a week; null for the newest.</summary>
    public IsoWeek? Week { get; }

    /// <summary>The clients whose single tables are added up, in the order of their numbers; empty for the table of all.</summary>
    public IReadOnlyList<AgentClient> Clients
    {
        get
        {
            var clients = _clients;
            return [.. Enum.GetValues<AgentClient>().Where(client => (clients & (1 << (int)client)) != 0)];
        }
    }

    /// <summary>True where figures of several weeks or clients are added up, so that nothing but sums can be told.</summary>
    public bool AddsUp => Window.Weeks() > 1 || Clients.Count > 1;

    /// <summary>The query of a window and clients; an order, and a client that stands twice, mean nothing.</summary>
    public static StatsQuery Of(StatsWindowKind window, params IEnumerable<AgentClient> clients) =>
        new(window, null, SetOf(clients));

    /// <summary>The query of one published week and clients.</summary>
    public static StatsQuery Of(IsoWeek week, params IEnumerable<AgentClient> clients) => new(StatsWindowKind.Week, week, SetOf(clients));

    /// <inheritdoc/>
    public static StatsQuery Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var query) ? query : throw new FormatException("A query is written window or window/client,client.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out StatsQuery result)
    {
        result = default;
        var parts = s?.Split('/', 2) ?? [];
        var window = StatsWindowKind.Week;
        var isWeek = IsoWeek.TryParse(parts.FirstOrDefault(), provider, out var week);
        if (!isWeek && (parts.Length == 0 || !StatsWindowNames.TryParse(parts[0], out window)))
        {
            return false;
        }

        var clients = new List<AgentClient>();
        foreach (var name in parts.Length == 1 ? [] : parts[1].Split(','))
        {
            if (!AgentClientNames.TryParse(name, out var client))
            {
                return false;
            }

            clients.Add(client);
        }

        result = isWeek ? Of(week, clients) : Of(window, clients);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var window = Week?.ToString() ?? Window.ToName();
        return _clients == 0 ? window : $"{window}/{string.Join(',', Clients.Select(client => client.ToName()))}";
    }

    private static int SetOf(IEnumerable<AgentClient> clients) => clients.Aggregate(0, (set, client) => set | (1 << (int)client));
}
