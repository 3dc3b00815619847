using Orleans.Dashboard;
using ToolTime.Api.Operators;

namespace ToolTime.Silo.Hosting;

/// <summary>Orleans' own pages for operators. They ask no other host for anything.</summary>
internal static class OrleansDashboard
{
    /// <summary>Time between two samples of Orleans' counters. Some of them walk every activation: at Orleans' one second they cost a twentieth of the submit rate.</summary>
    private const int SampleMilliseconds = 10_000;

    public static void Configure(DashboardOptions options)
    {
        options.CounterUpdateIntervalMs = SampleMilliseconds;

        // Log lines belong where the operator put them, and the page would hold a connection for each reader.
        options.HideTrace = true;
    }

    /// <summary>Maps the dashboard for operators alone.</summary>
    public static void MapOrleansDashboard(this WebApplication app) => app.MapOrleansDashboard(OperatorPaths.Orleans).ForOperators();
}
