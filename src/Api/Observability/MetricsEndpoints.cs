using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ToolTime.Api.SignIn;

namespace ToolTime.Api.Observability;

/// <summary>GET /metrics: for operators only, because exact counts of the last minute would reveal who submitted in it.</summary>
internal static class MetricsEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        // It must listen before anything is measured.
        routes.ServiceProvider.GetRequiredService<MetricsCollector>();
        routes.MapGet("/metrics", Get).RequireOperator();
    }

    private static ContentHttpResult Get(MetricsCollector metrics) =>
        TypedResults.Text(PrometheusText.Write(metrics.Collect()), PrometheusText.MediaType);
}
