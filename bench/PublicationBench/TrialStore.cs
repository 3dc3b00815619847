using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;

namespace ToolTime.Bench.Publication;

/// <summary>The storage of weeks, which can be told to store no publication, so that one week is published several times, and no steps.</summary>
internal sealed class TrialStore(IPublicationStore publications, IWeekStepStore steps) : IPublicationStore, IWeekStepStore
{
    /// <summary>Whether a publication that is finished is stored.</summary>
    public bool StoresPublications { get; set; }

    /// <summary>Whether what is counted on the way is stored.</summary>
    public bool StoresSteps { get; set; }

    /// <summary>How many steps were stored.</summary>
    public int StepCount { get; private set; }

    /// <summary>How many bytes they have.</summary>
    public long StepBytes { get; private set; }

    public Task<IsoWeek?> FindWeekToPublishAsync(DateTimeOffset endedBy, CancellationToken cancellationToken) => publications.FindWeekToPublishAsync(endedBy, cancellationToken);

    public Task CloseWeekAsync(IsoWeek week) => publications.CloseWeekAsync(week);

    public Task<RowsSnapshot> OpenWeekAsync(IsoWeek week, SubmitterRange range, CancellationToken cancellationToken) => publications.OpenWeekAsync(week, range, cancellationToken);

    public Task<bool> StoreAsync(WeekPublication publication, long watermark) =>
        StoresPublications ? publications.StoreAsync(publication, watermark) : Task.FromResult(true);

    public Task<WeekPublication?> ReadNewestAsync(CancellationToken cancellationToken) => publications.ReadNewestAsync(cancellationToken);

    public Task<IReadOnlyList<WeekPublication>> ReadWeeksAsync(IsoWeek first, IsoWeek last, CancellationToken cancellationToken) =>
        publications.ReadWeeksAsync(first, last, cancellationToken);

    public Task<ReadOnlyMemory<byte>> ReadSecretAsync(CancellationToken cancellationToken) => publications.ReadSecretAsync(cancellationToken);

    public Task<WeekSteps> ListAsync(IsoWeek week, byte[] basis, CancellationToken cancellationToken) => steps.ListAsync(week, basis, cancellationToken);

    public Task<byte[]?> ReadAsync(IsoWeek week, SubmitterRange range, CancellationToken cancellationToken) => steps.ReadAsync(week, range, cancellationToken);

    public Task<bool> StoreAsync(IsoWeek week, byte[] basis, long watermark, SubmitterRange range, byte[] content)
    {
        if (!StoresSteps)
        {
            return Task.FromResult(true);
        }

        StepCount++;
        StepBytes += content.Length;
        return steps.StoreAsync(week, basis, watermark, range, content);
    }

    public Task DropLeftAsync() => steps.DropLeftAsync();
}
