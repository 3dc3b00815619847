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
        app.MapGroup(OperatorPaths.Orleans).ForOperators().MapGet("/{**path}", context =>
        {
            context.SetEndpoint(null);
            context.Request.RouteValues.Clear();
            return pages.Value(context);
        });
    }

    private static RequestDelegate CreatePages(IServiceProvider services)
    {
        var pages = new ApplicationBuilder(services);
        pages.UseRouting();
        pages.UseEndpoints(endpoints => endpoints.MapOrleansDashboard(OperatorPaths.Orleans));
        return pages.Build();
    }
}
