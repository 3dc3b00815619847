using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Pages;

/// <summary>Links to a window of chosen clients.</summary>
internal static class WindowLink
{
    /// <summary>A link; the default window and no clients need no query.</summary>
    public static string Of(string path, StatsWindowKind window, IReadOnlyList<AgentClient> clients)
    {
        // That window tells of all clients together only.
        var chosen = window == StatsWindowKind.SevenDays ? [] : clients;
        var query = string.Join('&', new[]
        {
            window == StatsWindowKind.Week ? null : $"window={window.ToName()}",
            chosen.Count == 0 ? null : $"client={string.Join(',', chosen.Select(client => client.ToName()))}",
        }.OfType<string>());
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}
