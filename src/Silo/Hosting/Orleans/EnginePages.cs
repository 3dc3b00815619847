using Orleans.Dashboard;
using ToolTime.Api.Operators;

namespace ToolTime.Silo.Hosting;

/// <summary>The engine's own pages for operators.</summary>
internal static class EnginePages
{
    /// <summary>Where Orleans' dashboard is, under the path of the operators' cookie.</summary>
    public const string DashboardPath = "/operator/orleans";

    /// <summary>Maps Orleans' dashboard behind the operators' door.</summary>
    public static void MapEnginePages(this WebApplication app) => app.MapOrleansDashboard(DashboardPath).ForOperators();
}
