using System.Collections.Immutable;
using Orleans.Concurrency;
using ToolTime.Operators;

namespace ToolTime.Grains.Operators;

/// <summary>Carries out operators' actions on single submissions. Its calls interleave: a search may take minutes.</summary>
[Reentrant]
internal sealed class OperatorsGrain(ISubmissionRegister register, IPublicationRegister publications) : Grain, IOperatorsGrain
{
    public async Task<ImmutableArray<ListedSubmission>> ListAsync(int limit) =>
        [.. (await register.ListAsync(limit, CancellationToken.None)).Select(SubmissionDigest.From)];

    public async Task<OperatorsOutcome> RemoveAsync(string receipt) =>
        OutcomeOf(await register.RemoveAsync(Guid.ParseExact(receipt, "n")));

    public async Task<OperatorsOutcome> SetQuarantineAsync(string receipt, bool quarantined) =>
        OutcomeOf(await register.SetQuarantineAsync(Guid.ParseExact(receipt, "n"), quarantined));

    public async Task<ImmutableArray<ListedPublication>> ListPublicationsAsync(int limit) =>
        [.. (await publications.ListAsync(limit, CancellationToken.None)).Select(PublicationDigest.From)];

    private static OperatorsOutcome OutcomeOf(bool found) => found ? OperatorsOutcome.Done : OperatorsOutcome.NotFound;
}

/// <summary>Converts a publication to what operators see.</summary>
internal static class PublicationDigest
{
    public static ListedPublication From(RegisteredPublication publication) => new()
    {
        Window = publication.Period.ToString(),
        PublishedAt = publication.PublishedAt,
        Cells = publication.Cells,
        IsFinal = publication.IsFinal,
    };
}
