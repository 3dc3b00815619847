using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using ToolTime.Api.Problems;
using ToolTime.Api.Telemetry;
using ToolTime.Calendar;
using ToolTime.Telemetry;

namespace ToolTime.Api.Pages;

/// <summary>GET /telemetry/{app}: the page of a listed app; GET /telemetry: that of the default one.</summary>
internal static class TelemetryPageEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapTelemetryPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AddEndpointFilter<GrainFaults>();
        pages.MapMethods("/telemetry", Methods, GetDefaultAsync);
        pages.MapMethods("/telemetry/{app}", Methods, GetAsync);
    }

    private static Task<FileContentHttpResult> GetDefaultAsync(
        HttpContext context,
        CurrentTelemetry current,
        PageHandler pages,
        PageRenderer renderer,
        IOptions<TelemetryOptions> options,
        DomainClock clock,
        string? window = null,
        string? period = null
    ) => GetAsync(context, options.Value.DefaultApp, current, pages, renderer, options, clock, window, period);

    private static async Task<FileContentHttpResult> GetAsync(
        HttpContext context,
        string app,
        CurrentTelemetry current,
        PageHandler pages,
        PageRenderer renderer,
        IOptions<TelemetryOptions> options,
        DomainClock clock,
        string? window = null,
        string? period = null
    )
    {
        if (!options.Value.TryFind(app, out var found))
        {
            return await pages.MissingAsync(context);
        }

        if (TelemetryQueryText.TryRead(window, period, clock.GetUtcToday(), out var query) is { } fault)
        {
            return await pages.RefusedAsync(context, fault.Detail);
        }

        if (await current.Get(found, query.Window, query.Period).GetAsync() is not { } served)
        {
            return await pages.UnavailableAsync(context);
        }

        var document = JsonSerializer.Deserialize(served.Body, TelemetryJson.Default.TelemetryDocument)!;
        var shown = TelemetryPeriod.Parse($"{document.Window.Name}:{document.Window.Period}");
        var html = await renderer.RenderAsync<TelemetryPage>(
            new()
            {
                [nameof(TelemetryPage.View)] = new TelemetryView(document, query.Window, shown, query.Period is null)
                {
                    Apps = [.. options.Value.Listed().Select(listed => listed.ToString())],
                },
            }
        );
        return PageAnswer.Create(context, html, clock.IsSimulated);
    }
}
