using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Publication;

/// <summary>A publication of seven days under way: one snapshot of its rows, since these days still take reports in.</summary>
internal sealed class SevenDayBuild(
    SevenDays? before,
    DateTimeOffset due,
    RowsSnapshot rows,
    SevenDayRules rules,
    Func<IReadOnlyList<SevenDayCell>, SevenDayPublication> publicationOf,
    ISevenDayStore store)
    : PublicationBuild
{
    private readonly WeekTally _tally = new();
    private readonly List<SevenDayCell> _cells = [];

    public override Task<bool> StoreAsync() => store.StoreAsync(publicationOf(_cells), before, rows.Watermark);

    protected override async Task<bool> ReadNextAsync()
    {
        var submitters = await rows.Submitters.ReadNextAsync(CancellationToken.None);
        foreach (var submitter in submitters)
        {
            rules.Count(_tally, submitter, due);
        }

        return submitters.Count > 0;
    }

    protected override IEnumerable<int> Decide()
    {
        foreach (var cells in rules.TellInSteps(_tally))
        {
            _cells.AddRange(cells);
            yield return cells.Count;
        }
    }

    protected override ValueTask EndAsync() => rows.DisposeAsync();
}
