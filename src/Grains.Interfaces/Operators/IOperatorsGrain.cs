using System.Collections.Immutable;
using ToolTime.Usage;

namespace ToolTime.Operators;

/// <summary>
/// What operators do with single submissions and see of publications; a single grain, key 0. It holds nothing that storage does not.
/// </summary>
public interface IOperatorsGrain : IGrainWithIntegerKey
{
    /// <summary>The newest submissions, newest first.</summary>
    /// <param name="limit">The maximum number, 1 to 200.</param>
    Task<ImmutableArray<ListedSubmission>> ListAsync(int limit);

    /// <summary>
    /// Deletes a submission's stored content and its receipt. Durable when the call returns <see cref="OperatorsOutcome.Done"/>.
    /// </summary>
    /// <param name="receipt">Its receipt, 32 hex digits.</param>
    [ResponseTimeout("00:10:00")]
    Task<OperatorsOutcome> RemoveAsync(string receipt);

    /// <summary>
    /// Excludes a submission's content from all future computation, or includes it again. Durable when the call returns <see
    /// cref="OperatorsOutcome.Done"/>; may be called again.
    /// </summary>
    /// <param name="receipt">Its receipt, 32 hex digits.</param>
    /// <param name="quarantined">True to exclude it.</param>
    [ResponseTimeout("00:10:00")]
    Task<OperatorsOutcome> SetQuarantineAsync(string receipt, bool quarantined);

    /// <summary>The newest published weeks and how much of each was suppressed, newest first.</summary>
    /// <param name="limit">The maximum number, 1 to 200.</param>
    Task<ImmutableArray<ListedPublication>> ListPublicationsAsync(int limit);
}

/// <summary>The result of an operator's action. The numbers are sent; they never change.</summary>
public enum OperatorsOutcome
{
    /// <summary>It is done, and durable.</summary>
    Done = 0,

    /// <summary>There is no such submission, or no longer.</summary>
    NotFound = 1,
}

/// <summary>A submission as operators see it: enough to judge it, and nothing about who sent it.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.ListedSubmission")]
public sealed record ListedSubmission
{
    /// <summary>Its receipt, 32 lower-case hex digits.</summary>
    [Id(0)] public required string Receipt { get; init; }

    /// <summary>When it was received, cut to the hour, UTC.</summary>
    [Id(1)] public required DateTimeOffset ReceivedHour { get; init; }

    /// <summary>
    /// When a snapshot was made, cut to the hour, or the last day of day cells; null if later submissions have replaced all of it.
    /// </summary>
    [Id(2)] public required DateTimeOffset? Generated { get; init; }

    /// <summary>The snapshot's events, or all tool calls of its days.</summary>
    [Id(3)] public required long TotalEvents { get; init; }

    /// <summary>The model with the most requests; null if the submission names none.</summary>
    [Id(4)] public required string? Model { get; init; }

    /// <summary>The coding agent.</summary>
    [Id(5)] public required AgentClient Client { get; init; }

    /// <summary>True if it is excluded from computation.</summary>
    [Id(6)] public required bool Quarantined { get; init; }
}

/// <summary>A published week or four-week window, as operators see it.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.ListedPublication")]
public sealed record ListedPublication
{
    /// <summary>A week, written <c>2026-W47</c>, or a four-week window by its first week, written <c>4w:2026-W45</c>.</summary>
    [Id(0)] public required string Window { get; init; }

    /// <summary>When it was published, UTC.</summary>
    [Id(1)] public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Number of published cells: one name, over all clients or for one.</summary>
    [Id(2)] public required int Cells { get; init; }

    /// <summary>Whether it can no longer change.</summary>
    [Id(3)] public required bool IsFinal { get; init; }
}
