using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;
using ToolTime.Api.Operators;
using ToolTime.Api.SignIn;

namespace ToolTime.Silo.Hosting;

/// <summary>Orleans' own pages for operators. They ask no other host for anything.</summary>
internal static class OrleansDashboard
{
    /// <summary>
    /// Time between two samples of Orleans' counters. Some of them walk every activation: at Orleans' one second they cost a twentieth of
    /// the submit rate.
    /// </summary>
    private const int SampleMilliseconds = 10_000;

    /// <summary>Pages with the address of a silo in their path, which Orleans' routes take in any case.</summary>
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

        // Log lines belong where the operator put them, and the page would hold a connection for each reader.
        options.HideTrace = true;
    }

    /// <summary>
    /// Maps the dashboard for operators alone, where they have a token. Orleans compresses all files of its pages as it maps them, which
    /// takes longer than the rest of the start: they are mapped when an operator first asks.
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

    /// <summary>Of a silo that there is not, Orleans would say that the cluster is lost, or make figures up.</summary>
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
