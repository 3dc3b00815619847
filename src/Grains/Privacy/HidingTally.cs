using ToolTime.Grains.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>Counts what the rules hide, as they go. Cells of clients that tell no name are in no table, so that they are not counted.</summary>
internal sealed class HidingTally
{
    private int _submitters;
    private int _immature;
    private int _cells;
    private int _cellsOfEnough;
    private int _cellsAtEnd;
    private int _details;
    private int _detailsOfEnough;
    private int _detailsSteady;
    private int _detailsUndominated;
    private int _detailsAtEnd;

    /// <summary>What was counted.</summary>
    public HiddenCounts Counts => new()
    {
        Submitters = _submitters,
        Immature = _immature,
        Cells = _cells,
        CellsOfFew = _cells - _cellsOfEnough,
        CellsThatFollow = _cellsOfEnough - _cellsAtEnd,
        Details = _details,
        DetailsOfFew = _details - _detailsOfEnough,
        DetailsUnsteady = _detailsOfEnough - _detailsSteady,
        DetailsOfOneOrTwo = _detailsSteady - _detailsUndominated,
        DetailsThatFollow = _detailsUndominated - _detailsAtEnd,
    };

    /// <summary>Counts a cell after the minimums were applied to it.</summary>
    public void AfterLevels(CellDraft cell)
    {
        if (IsShown(cell))
        {
            _cells++;
            _cellsOfEnough += cell.Tells(Detail.Submitters) ? 1 : 0;
            _details += cell.Tells(Detail.Submitters) ? Details.Of(cell.Key.Name).Length - 1 : 0;
            _detailsOfEnough += cell.ToldDetails;
        }
    }

    /// <summary>Counts a cell after its rates were hidden, if few could move them.</summary>
    public void AfterSteadiness(CellDraft cell) => _detailsSteady += IsShown(cell) ? cell.ToldDetails : 0;

    /// <summary>Counts a cell after its dominated sums were hidden.</summary>
    public void AfterDominance(CellDraft cell) => _detailsUndominated += IsShown(cell) ? cell.ToldDetails : 0;

    /// <summary>Counts who counted, and all cells when nothing follows any more.</summary>
    public void AtEnd(WeekTally tally, IEnumerable<CellDraft> cells)
    {
        (_submitters, _immature) = (tally.Submitters, tally.Immature);
        foreach (var cell in cells.Where(IsShown))
        {
            _cellsAtEnd += cell.Tells(Detail.Submitters) ? 1 : 0;
            _detailsAtEnd += cell.ToldDetails;
        }
    }

    private static bool IsShown(CellDraft cell) => cell.Key.Client != AgentClient.Unknown;
}
