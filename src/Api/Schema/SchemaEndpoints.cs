using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using ToolTime.Api.Requests;

namespace ToolTime.Api.Schema;

/// <summary>GET /v1/api/schema/submission: the JSON Schema (2020-12) of both forms of a report.</summary>
internal static class SchemaEndpoints
{
    private static readonly byte[] Submission = Read("submission.json");
    private static readonly EntityTagHeaderValue ETag = HashedBytes.TagOf(Submission, isWeak: false);

    public static void MapSchema(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/v1/api/schema/submission", [HttpMethods.Get, HttpMethods.Head], GetSubmission).RequireCors(CorsPolicies.Public)
            .Answers<JsonElement>("getSubmissionSchema", "The JSON Schema of both forms of a report.", "application/schema+json")
            .HasETag();

    private static FileContentHttpResult GetSubmission(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Bytes(Submission, "application/schema+json", entityTag: ETag);
    }

    private static byte[] Read(string file)
    {
        using var stream = typeof(SchemaEndpoints).Assembly.GetManifestResourceStream(file)!;
        var body = new byte[stream.Length];
        stream.ReadExactly(body);
        return body;
    }
}
