using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Problems;
using ToolTime.Api.Publication;
using ToolTime.Api.Requests;
using ToolTime.Calendar;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Tables;

/// <summary>GET /v1/api/tables: one table of the current publication, as JSON or CSV.</summary>
internal static class TablesEndpoints
{
    public static void MapTables(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/v1/api/tables/{dimension}", [HttpMethods.Get, HttpMethods.Head], GetTableAsync).RequireCors(CorsPolicies.Public)
            .Answers<TableAnswer>("getTable", "One table of a window.")
            .AlsoAs("text/csv")
            .Takes("dimension", "Which table.", EndpointDescriptions.Dimensions)
            .TakesWindow()
            .Takes("format", "JSON, or CSV with a header line.", "json", "csv")
            .HasETag().Refuses(400, 503);

    private static async Task<Results<FileContentHttpResult, JsonHttpResult<ProblemDocument>>> GetTableAsync(
        HttpContext context, PublishedDocuments documents, DomainClock clock, string dimension,
        string? window = null, string? week = null, string? client = null, string format = "json")
    {
        if (!DimensionNames.TryParse(dimension, out var kind))
        {
            return Problem.Create(
                StatusCodes.Status400BadRequest,
                FaultCode.Dimension,
                "The tables are tool, skill, mcp_server, plugin, model and client."
            );
        }

        if (StatsQueryText.TryRead(window, week, client, clock.GetUtcNow(), out var query) is { } fault)
        {
            return Problem.Create(StatusCodes.Status400BadRequest, [fault]);
        }

        if (format is not ("json" or "csv"))
        {
            return Problem.Create(StatusCodes.Status400BadRequest, FaultCode.Format, "format must be json or csv.");
        }

        if (await documents.GetStatsAsync(query) is not { } stats)
        {
            return Problem.Unavailable(context, GrainFaults.RetryAfter);
        }

        var table = PublishedTable.From(stats, kind);
        context.Response.Headers.CacheControl = "public, max-age=300, stale-while-revalidate=300";
        if (format == "json")
        {
            return HashedBytes.Answer(table.ToJson(), "application/json; charset=utf-8");
        }

        var day = stats.Window.To?.ToString("-yyyy-MM-dd", CultureInfo.InvariantCulture);
        var ofClient = query.Client is { } one ? $"-{one.ToName()}" : "";
        context.Response.Headers.ContentDisposition =
            $"attachment; filename=\"tooltime-{kind.ToName()}-{query.Window.ToName()}{day}{ofClient}.csv\"";
        return HashedBytes.Answer(table.ToCsv(), "text/csv; charset=utf-8; header=present");
    }
}
