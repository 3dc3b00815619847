using System.Collections.Immutable;
using ToolTime.Grains.Storage;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Submissions;

/// <summary>Stores submissions, many per commit.</summary>
public interface ISubmissionStore
{
    /// <summary>
    /// Applies <see cref="SubmissionDecision"/> to a submission and stores what is new in it, all or nothing, in one transaction. Durable
    /// when the call returns.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<SubmissionDecision> SubmitAsync(NewSubmission submission);
}

/// <summary>A submission on its way into storage.</summary>
public sealed record NewSubmission
{
    /// <summary>The random id of the receipt that is stored if anything in it is new.</summary>
    public required Guid Receipt { get; init; }

    /// <summary>The submitter.</summary>
    public required SubmitterId Submitter { get; init; }

    /// <summary>The coding agent that it is about.</summary>
    public required AgentClient Client { get; init; }

    /// <summary>When it was received, cut to the hour, UTC.</summary>
    public required DateTimeOffset ReceivedHour { get; init; }

    /// <summary>The maximum number of the submitter's receipts on the day of <see cref="ReceivedHour"/>; 0 for no limit.</summary>
    public required int DailyLimit { get; init; }

    /// <summary>Its rows, in the order sent.</summary>
    public required ImmutableArray<NewRow> Rows { get; init; }
}
