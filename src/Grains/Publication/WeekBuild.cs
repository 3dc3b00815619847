using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Publication;

/// <summary>A week's publication under way: one snapshot of its rows, and what was counted of them so far.</summary>
internal sealed class WeekBuild(IsoWeek week, DateTimeOffset due, RowsSnapshot rows, PublicationRules rules) : IAsyncDisposable
{
    private readonly WeekTally _tally = new();

    public IsoWeek Week { get; } = week;

    /// <summary>The watermark of the rows.</summary>
    public long Watermark => rows.Watermark;

    /// <summary>Reads some submitters more.</summary>
    /// <returns>False where all are read.</returns>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    public async Task<bool> ReadMoreAsync()
    {
        var submitters = await rows.Submitters.ReadNextAsync(CancellationToken.None);
        foreach (var submitter in submitters)
        {
            rules.Count(_tally, submitter, due);
        }

        return submitters.Count > 0;
    }

    /// <summary>What is told of all that was read.</summary>
    public IReadOnlyList<PublishedCell> Tell() => rules.Tell(Week, _tally);

    public ValueTask DisposeAsync() => rows.DisposeAsync();
}
