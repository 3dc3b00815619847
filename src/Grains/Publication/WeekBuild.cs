using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Publication;

/// <summary>A week's publication under way.</summary>
internal sealed class WeekBuild(
    IsoWeek week, DateTimeOffset due, RowsSnapshot rows, PublicationRules rules, Func<IReadOnlyList<PublishedCell>, WeekPublication> publicationOf, IPublicationStore store)
    : PublicationBuild(rows)
{
    private readonly WeekTally _tally = new();
    private readonly HidingTally _hiding = new();
    private readonly List<PublishedCell> _told = [];

    public override Task<bool> StoreAsync() => store.StoreAsync(publicationOf(_told) with { Hidden = _hiding.Counts }, Watermark);

    protected override void Count(SubmitterRows submitter) => _hiding.Count(rules.Count(_tally, submitter, due));

    protected override IEnumerable<int> Decide()
    {
        foreach (var cells in rules.TellInSteps(week, _tally, _hiding))
        {
            _told.AddRange(cells);
            yield return cells.Count;
        }
    }
}
