using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;
using ToolTime.Api.Operators;
using ToolTime.Api.SignIn;

namespace ToolTime.Silo.Hosting;

/// <summary>Orleans' own dashboard, for operators. It sends no requests to other hosts.</summary>
internal static class OrleansDashboard
{
    /// <summary>
    /// The time between two samples of Orleans' counters. Some counters walk every activation: at Orleans' default of one second they
    /// reduce the submit rate by a twentieth.
    /// </summary>
    private const int SampleMilliseconds = 10_000;

    /// <summary>Pages with a silo's address in their path; Orleans' routes accept any address.</summary>
    private static readonly FrozenSet<string> OfOneSilo = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "HistoricalStats",
        "SiloCounters",
        "SiloMetadata",
        "SiloProperties",
        "SiloStats"
    );

    public static void Configure(DashboardOptions options)
    {
        options.CounterUpdateIntervalMs = SampleMilliseconds;

        // Logs go where the operator sent them, and the log page would hold a connection per reader.
        options.HideTrace = true;
    }

    /// <summary>
    /// Maps the dashboard for operators only, if they have a token. Orleans compresses all of the dashboard's files when mapping them,
    /// which takes longer than the rest of the startup, so it is mapped on an operator's first request.
    /// </summary>
    public static void MapOrleansDashboard(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<AdminOptions>>().Value.Token is null)
        {
            return;
        }

        var pages = new Lazy<RequestDelegate>(() => CreatePages(app.Services));
        app.MapGroup(OperatorPaths.Orleans).ForOperators().MapGet("/{**path}", async context =>
        {
            if (await NamesMissingSiloAsync(context))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            context.SetEndpoint(null);
            context.Request.RouteValues.Clear();
            await pages.Value(context);
        });
    }

    /// <summary>For a silo that does not exist, Orleans would report that the cluster is lost, or make up figures.</summary>
    private static async Task<bool> NamesMissingSiloAsync(HttpContext context)
    {
        var path = context.GetRouteValue("path") as string;
        if (path?.Split('/', 2) is not [var page, { Length: > 0 } address] || !OfOneSilo.Contains(page))
        {
            return false;
        }

        var grains = context.RequestServices.GetRequiredService<IGrainFactory>();
        try
        {
            var silos = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
            return silos.Keys.All(silo => silo.ToParsableString() != address);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // The dashboard answers that the cluster is lost.
            return false;
        }
    }

    private static RequestDelegate CreatePages(IServiceProvider services)
    {
        var pages = new ApplicationBuilder(services);
        pages.UseRouting();
        pages.UseEndpoints(endpoints => endpoints.MapOrleansDashboard(OperatorPaths.Orleans));
        return pages.Build();
    }
}
