using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Pages;

/// <summary>Links to a window, for all clients or one.</summary>
internal static class WindowLink
{
    /// <summary>The page of a query; the default window and all clients need no parameters.</summary>
    /// <param name="query">The query.</param>
    /// <param name="full">The dimension whose table is shown in full; null to show the first rows of each.</param>
    public static string Create(StatsQuery query, Dimension? full = null)
    {
        var path = query is { Window: StatsWindowKind.Week, Week: { } week } ? $"/week/{week}" : "/";
        return path + Text(query, isPath: path != "/", full);
    }

    /// <summary>The same figures as data.</summary>
    public static string OfData(StatsQuery query) => "/v1/api/stats" + Text(query, isPath: false, full: null);

    private static string Text(StatsQuery query, bool isPath, Dimension? full)
    {
        var words = string.Join('&', new[]
        {
            isPath || query.Window == StatsWindowKind.SevenDays ? null : $"window={query.Window.ToName()}",
            isPath || query.Week is not { } week ? null : $"week={week}",
            query.Client is { } client ? $"client={client.ToName()}" : null,
            full is { } dimension ? $"all={dimension.ToName()}" : null,
        }.OfType<string>());
        return words.Length == 0 ? "" : "?" + words;
    }
}
