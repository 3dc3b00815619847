using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// Applies the rules of docs/privacy.md in order, turning rows into published figures. A pure function of the window, its rows, the name
/// list and the threshold; the order of rows does not matter.
/// </summary>
internal sealed class PublicationRules(StatsWindowKind window, Threshold threshold, NameList names)
{
    /// <summary>Adds one submitter: names are normalized (rule 1), clients added up, counts clamped (rule 5).</summary>
    /// <param name="tally">The tally to add to.</param>
    /// <param name="submitter">All rows of one submitter in the window.</param>
    public void Count(WindowTally tally, SubmitterRows submitter) => tally.Add(NormalizedNames.Normalize(submitter.Rows, names), window);

    /// <summary>The published cells of a window, ordered by key.</summary>
    public IReadOnlyList<PublishedCell> Publish(WindowTally tally)
    {
        List<CellDraft> cells =
        [
            .. tally.Complete().Select(cell => new CellDraft(cell.Key, cell.Value, threshold, window)).OrderBy(cell => cell.Key),
        ];
        ComplementarySuppression.Apply(cells, threshold); // rule 3
        return
        [
            .. cells.Where(cell => threshold.IsMet(cell.Tally.Submitters) && cell.Key.Client != AgentClient.Unknown) // rule 2
                .Select(cell => new PublishedCell(cell.Key, CellFigures.From(cell, threshold))), // rule 4
        ];
    }
}
