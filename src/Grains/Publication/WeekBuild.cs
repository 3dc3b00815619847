using ToolTime.Calendar;
using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Publication;

/// <summary>A week's publication under way.</summary>
internal sealed class WeekBuild(
    IsoWeek week, WeekReading reading, PublicationRules rules, Func<IReadOnlyList<PublishedCell>, WeekPublication> publicationOf, IPublicationStore store)
    : PublicationBuild
{
    private readonly HidingTally _hiding = new();
    private readonly List<PublishedCell> _told = [];

    protected override bool IsOvertaken => reading.IsOvertaken;

    public override Task<bool> StoreAsync() =>
        IsOvertaken ? Task.FromResult(false) : store.StoreAsync(publicationOf(_told) with { Hidden = _hiding.Counts }, reading.Watermark);

    protected override Task<bool> ReadNextAsync() => reading.ReadNextAsync();

    protected override IEnumerable<int> Decide()
    {
        foreach (var cells in rules.TellInSteps(week, reading.Tally, _hiding))
        {
            _told.AddRange(cells);
            yield return cells.Count;
        }
    }

    protected override ValueTask EndAsync() => reading.DisposeAsync();
}
