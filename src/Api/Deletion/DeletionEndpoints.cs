using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using ToolTime.Api.Limits;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Calendar;
using ToolTime.Submissions;

namespace ToolTime.Api.Deletion;

/// <summary>
/// Both deletion endpoints: POST /v1/api/user/delete and DELETE /v1/api/user/{token}. Unknown tokens get the same answer. The token itself
/// reaches no grain; each epoch's submitter deletes its own rows.
/// </summary>
internal static class DeletionEndpoints
{
    public static void MapDeletion(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("/v1/api/user");
        endpoints
            .MapPost("/delete", DeleteByBodyAsync)
            .Answers<DeletionAnswer>("deleteByBody", "Deletes everything under a token; unknown tokens get the same answer.")
            .TakesBody("The token.", "submission_token")
            .Refuses(400, 413, 415, 429, 503);
        endpoints
            .MapDelete("/{token}", DeleteByPathAsync)
            .Answers<DeletionAnswer>("deleteByPath", "The same, with the token in the path.")
            .Takes("token", "The token, 1 to 64 characters.")
            .Refuses(400, 429, 503);
    }

    private static async Task<Results<JsonHttpResult<DeletionAnswer>, JsonHttpResult<ProblemDocument>>> DeleteByBodyAsync(
        HttpContext context,
        DeletionHandler handler,
        IOptions<IngestionOptions> limits,
        DomainClock clock
    )
    {
        var reading = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        return reading is BodyReading.Complete { Json: var json }
            ? await DeleteAsync(context, SingleMember.FindText(json, "submission_token"u8), handler, limits, clock)
            : RequestBody.Refuse(reading);
    }

    private static Task<Results<JsonHttpResult<DeletionAnswer>, JsonHttpResult<ProblemDocument>>> DeleteByPathAsync(
        HttpContext context,
        DeletionHandler handler,
        IOptions<IngestionOptions> limits,
        DomainClock clock
    ) => DeleteAsync(context, TokenOf(context), handler, limits, clock);

    /// <summary>
    /// The path's last segment as sent, with its escapes decoded: a route value would leave an escaped slash escaped, and another token's
    /// data would be deleted. Null if it is a step within the path, which ends in another segment.
    /// </summary>
    private static string? TokenOf(HttpContext context)
    {
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0].TrimEnd('/');
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]) is var token and not ("." or "..") ? token : null;
    }

    private static async Task<Results<JsonHttpResult<DeletionAnswer>, JsonHttpResult<ProblemDocument>>> DeleteAsync(
        HttpContext context,
        string? token,
        DeletionHandler handler,
        IOptions<IngestionOptions> limits,
        TimeProvider clock
    )
    {
        if (token is not { Length: >= 1 and <= SubmitterId.MaximumTokenLength })
        {
            return Problem.Create(
                StatusCodes.Status400BadRequest,
                [
                    new(
                        "/submission_token",
                        null,
                        FaultCode.Missing,
                        $"submission_token is required: 1 to {SubmitterId.MaximumTokenLength} characters."
                    ),
                ]
            );
        }

        return Answer(context, await handler.DeleteAsync(context, token), limits.Value, clock);
    }

    /// <summary>The answer to a deletion of either kind.</summary>
    internal static Results<JsonHttpResult<DeletionAnswer>, JsonHttpResult<ProblemDocument>> Answer(
        HttpContext context, AdmissionResult result, IngestionOptions limits, TimeProvider clock) => result switch
        {
            AdmissionResult.Answered => TypedResults.Json(
                new DeletionAnswer("deleted", Guid.NewGuid().ToString("n")), DeletionJson.Default.DeletionAnswer),
            AdmissionResult.OverLimit => Problem.TooManyDeletions(
                context, limits.PerAddressPerDay, clock.GetUtcNow().TimeLeftOfDay()),
            _ => Problem.Unavailable(context, GrainFaults.RetryAfter),
        };
}

/// <summary>The answer to a deletion, the same for known and unknown tokens.</summary>
/// <param name="Status">Always <c>deleted</c>.</param>
/// <param name="Receipt">A random id.</param>
internal sealed record DeletionAnswer(string Status, string Receipt);

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DeletionAnswer))]
internal sealed partial class DeletionJson : JsonSerializerContext;
