using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Calendar;
using ToolTime.DataSet;

namespace ToolTime.Api.DataSet;

/// <summary>GET /v1/api/weeks: every final week and four-week window as files, and a list of them.</summary>
internal static class DataSetEndpoints
{
    /// <summary>The path of the list; the files are below it.</summary>
    public const string Path = "/v1/api/weeks";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapDataSet(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("").AddEndpointFilter<GrainFaults>();
        files
            .MapMethods(Path, Methods, ListAsync)
            .RequireCors(CorsPolicies.Public)
            .Answers<DataSetManifest>("listWeeks", "The files of the data set, each with its hash.")
            .HasETag()
            .Refuses(503);
        files
            .MapMethods($"{Path}/{{file}}", Methods, ReadAsync)
            .RequireCors(CorsPolicies.Public)
            .Answers<DataSetPeriod>("getWeek", "A final week or four-week window, as a file that never changes.")
            .AlsoAs("text/csv")
            .Takes("file", "A file in the list, such as 2026-W47.csv or 4w-2026-W45.json.")
            .HasETag()
            .Refuses(404, 503);
    }

    private static async Task<Results<FileContentHttpResult, JsonHttpResult<ProblemDocument>>> ListAsync(
        HttpContext context,
        DataSetHandler handler
    )
    {
        if (await handler.Manifest.GetAsync() is not { } manifest)
        {
            return Problem.Unavailable(context, GrainFaults.RetryAfter);
        }

        context.Response.Headers.CacheControl = "public, max-age=300, stale-while-revalidate=300";
        return TypedResults.Bytes(manifest.Body, "application/json; charset=utf-8", entityTag: manifest.ETag);
    }

    private static async Task<Results<FileContentHttpResult, JsonHttpResult<ProblemDocument>>> ReadAsync(
        HttpContext context,
        DataSetHandler handler,
        DomainClock clock,
        string file
    )
    {
        if (!DataSetFile.TryParse(file, out var named) || await handler.ReadAsync(named) is not { } body)
        {
            return Problem.Create(StatusCodes.Status404NotFound, FaultCode.NotFound, "There is no such file; /v1/api/weeks lists them.");
        }

        // With a simulated clock, weeks are recomputed at each start.
        context.Response.Headers.CacheControl = clock.IsSimulated ? "no-store" : "public, max-age=31536000, immutable";
        if (named.IsCsv)
        {
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"tooltime-{named.Name}\"";
        }

        return HashedBytes.Answer(body, $"{named.MediaType}; charset=utf-8");
    }
}
