using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Publication;

/// <summary>A publication of seven days under way.</summary>
internal sealed class SevenDayBuild(
    SevenDays? before,
    DateTimeOffset due,
    RowsSnapshot rows,
    SevenDayRules rules,
    Func<IReadOnlyList<SevenDayCell>, SevenDayPublication> publicationOf,
    ISevenDayStore store)
    : PublicationBuild(rows)
{
    private readonly WeekTally _tally = new();
    private readonly List<SevenDayCell> _cells = [];

    public override Task<bool> StoreAsync() => store.StoreAsync(publicationOf(_cells), before, Watermark);

    protected override void Count(SubmitterRows submitter) => rules.Count(_tally, submitter, due);

    protected override IEnumerable<int> Decide()
    {
        foreach (var cells in rules.TellInSteps(_tally))
        {
            _cells.AddRange(cells);
            yield return cells.Count;
        }
    }
}
