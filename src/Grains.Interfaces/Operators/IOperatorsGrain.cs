using System.Collections.Immutable;

namespace ToolTime.Operators;

/// <summary>
/// What operators do with single submissions, and see of publications; there is one, with key 0. It holds nothing that storage does not
/// know.
/// </summary>
public interface IOperatorsGrain : IGrainWithIntegerKey
{
    /// <summary>The newest submissions, newest first.</summary>
    /// <param name="limit">How many at the most, 1 to 200.</param>
    Task<ImmutableArray<ListedSubmission>> ListAsync(int limit);

    /// <summary>
    /// Deletes what a submission brought and is still stored, and its receipt. Durable when the call returns <see
    /// cref="OperatorsOutcome.Done"/>.
    /// </summary>
    /// <param name="receipt">Its receipt, 32 hex digits.</param>
    Task<OperatorsOutcome> RemoveAsync(string receipt);

    /// <summary>
    /// Leaves what a submission brought out of all that is computed from now on, or takes it in again. Durable when the call returns
    /// <see cref="OperatorsOutcome.Done"/>; may be called again.
    /// </summary>
    /// <param name="receipt">Its receipt, 32 hex digits.</param>
    /// <param name="quarantined">True to leave it out.</param>
    Task<OperatorsOutcome> SetQuarantineAsync(string receipt, bool quarantined);

    /// <summary>The newest published weeks and how much of each was suppressed, the newest first.</summary>
    /// <param name="limit">How many at the most, 1 to 200.</param>
    Task<ImmutableArray<ListedPublication>> ListPublicationsAsync(int limit);
}
