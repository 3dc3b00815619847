using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Problems;
using ToolTime.Api.SignIn;
using ToolTime.Operators;
using ToolTime.Usage;

namespace ToolTime.Api.Operators;

/// <summary>The operators' endpoints for single submissions: list, remove, quarantine and release.</summary>
internal static class OperatorsEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaximumLimit = 200;

    public static void MapOperators(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("/v1/api/admin").RequireOperator().AddEndpointFilter<GrainFaults>();
        endpoints.MapGet("/submissions", ListAsync);
        endpoints.MapDelete("/submissions/{receipt}", RemoveAsync);
        endpoints.MapPut("/quarantine/{receipt}", QuarantineAsync);
        endpoints.MapDelete("/quarantine/{receipt}", ReleaseAsync);
    }

    private static async Task<Results<JsonHttpResult<SubmissionList>, JsonHttpResult<ProblemDocument>>> ListAsync(
        IGrainFactory grains, string? limit = null)
    {
        var number = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, out number) || number is < 1 or > MaximumLimit))
        {
            return Problem.Create(StatusCodes.Status400BadRequest, FaultCode.Range, $"limit must be from 1 to {MaximumLimit}.");
        }

        var submissions = await grains.GetGrain<IOperatorsGrain>(0).ListAsync(number);
        return TypedResults.Json(new SubmissionList([.. submissions.Select(EntryOf)]), OperatorsJson.Default.SubmissionList);
    }

    private static Task<Results<JsonHttpResult<OperatorsAnswer>, JsonHttpResult<ProblemDocument>>> RemoveAsync(
        IGrainFactory grains, string receipt) =>
        DoAsync(receipt, "deleted", id => grains.GetGrain<IOperatorsGrain>(0).RemoveAsync(id));

    private static Task<Results<JsonHttpResult<OperatorsAnswer>, JsonHttpResult<ProblemDocument>>> QuarantineAsync(
        IGrainFactory grains, string receipt) =>
        DoAsync(receipt, "quarantined", id => grains.GetGrain<IOperatorsGrain>(0).SetQuarantineAsync(id, quarantined: true));

    private static Task<Results<JsonHttpResult<OperatorsAnswer>, JsonHttpResult<ProblemDocument>>> ReleaseAsync(
        IGrainFactory grains, string receipt) =>
        DoAsync(receipt, "released", id => grains.GetGrain<IOperatorsGrain>(0).SetQuarantineAsync(id, quarantined: false));

    private static async Task<Results<JsonHttpResult<OperatorsAnswer>, JsonHttpResult<ProblemDocument>>> DoAsync(
        string receipt, string done, Func<string, Task<OperatorsOutcome>> act)
    {
        if (!Guid.TryParseExact(receipt, "n", out var id))
        {
            return Problem.Create(StatusCodes.Status400BadRequest, FaultCode.Pattern, "A receipt is 32 hex digits.");
        }

        return await act(id.ToString("n")) == OperatorsOutcome.Done
            ? TypedResults.Json(new OperatorsAnswer(done), OperatorsJson.Default.OperatorsAnswer)
            : Problem.Create(StatusCodes.Status404NotFound, FaultCode.Missing, "There is no such submission.");
    }

    private static SubmissionEntry EntryOf(ListedSubmission submission) => new(
        submission.Receipt,
        submission.Generated,
        submission.ReceivedHour,
        submission.TotalEvents,
        submission.Model,
        submission.Client == AgentClient.Unknown ? null : submission.Client.ToName(),
        submission.Quarantined);
}

/// <summary>The operators' list.</summary>
/// <param name="Submissions">The newest submissions, newest first.</param>
internal sealed record SubmissionList(IReadOnlyList<SubmissionEntry> Submissions);

/// <summary>A submission in the operators' list.</summary>
/// <param name="Id">The submission's receipt.</param>
/// <param name="GeneratedAt">When a snapshot was made, or the last day of day cells; null if later submissions have replaced all of
/// it.</param>
/// <param name="ReceivedAt">When it was received, to the hour.</param>
/// <param name="TotalEvents">The snapshot's events, or all tool calls of its days.</param>
/// <param name="Model">The model with the most requests.</param>
/// <param name="Client">The coding agent.</param>
/// <param name="Quarantined">True if it is excluded from computation.</param>
internal sealed record SubmissionEntry(
    string Id, DateTimeOffset? GeneratedAt, DateTimeOffset ReceivedAt, long TotalEvents, string? Model, string? Client, bool Quarantined);

/// <summary>The answer to an operator's action.</summary>
/// <param name="Status"><c>deleted</c>, <c>quarantined</c> or <c>released</c>.</param>
internal sealed record OperatorsAnswer(string Status);

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SubmissionList))]
[JsonSerializable(typeof(OperatorsAnswer))]
internal sealed partial class OperatorsJson : JsonSerializerContext;
