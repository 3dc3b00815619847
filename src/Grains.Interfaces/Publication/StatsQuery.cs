using System.Diagnostics.CodeAnalysis;
using ToolTime.Calendar;
using ToolTime.Usage;

namespace ToolTime.Publication;

/// <summary>
/// Which figures are wanted: a window's newest, or a past week or four-week window, for all clients or one; written <c>7d</c>,
/// <c>week/codex</c>, <c>week:2026-W47</c> or <c>4w:2026-W45/codex</c>. There are few of them, so each may be cached.
/// </summary>
public readonly record struct StatsQuery : IParsable<StatsQuery>
{
    private StatsQuery(StatsWindowKind window, IsoWeek? week, AgentClient? client) => (Window, Week, Client) = (window, week, client);

    /// <summary>The default: seven days, for all clients.</summary>
    public static StatsQuery Default => Newest(StatsWindowKind.SevenDays);

    /// <summary>The window.</summary>
    public StatsWindowKind Window { get; }

    /// <summary>The week, or the first of four; null for the newest.</summary>
    public IsoWeek? Week { get; }

    /// <summary>The client; null for all clients together.</summary>
    public AgentClient? Client { get; }

    /// <summary>The same query for all clients.</summary>
    public StatsQuery OfAllClients => ForClient(null);

    /// <summary>The same query for one client, or for all if null.</summary>
    public StatsQuery ForClient(AgentClient? client) => new(Window, Week, client);

    /// <summary>A window's newest figures.</summary>
    public static StatsQuery Newest(StatsWindowKind window, AgentClient? client = null) => new(window, null, client);

    /// <summary>One ISO week.</summary>
    public static StatsQuery OfWeek(IsoWeek week, AgentClient? client = null) => new(StatsWindowKind.Week, week, client);

    /// <summary>The four weeks of the epoch that contains a week.</summary>
    public static StatsQuery OfFourWeeks(IsoWeek week, AgentClient? client = null) =>
        new(StatsWindowKind.FourWeeks, IsoWeek.Containing(Epoch.Containing(week.FirstDay).FirstDay), client);

    /// <inheritdoc/>
    public static StatsQuery Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var query)
            ? query
            : throw new FormatException("A query is written window, window:week, or either with /client.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out StatsQuery result)
    {
        result = default;
        var parts = s?.Split('/', 2) ?? [""];
        AgentClient? client = null;
        if (parts.Length == 2)
        {
            if (!AgentClientNames.TryParse(parts[1], out var named))
            {
                return false;
            }

            client = named;
        }

        var words = parts[0].Split(':', 2);
        if (!StatsWindowNames.TryParse(words[0], out var window))
        {
            return false;
        }

        if (words.Length == 1)
        {
            result = Newest(window, client);
            return true;
        }

        if (window == StatsWindowKind.SevenDays || !IsoWeek.TryParse(words[1], provider, out var week))
        {
            return false;
        }

        result = window == StatsWindowKind.Week ? OfWeek(week, client) : OfFourWeeks(week, client);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Window.ToName()}{(Week is { } week ? $":{week}" : "")}{(Client is { } client ? $"/{client.ToName()}" : "")}";
}
