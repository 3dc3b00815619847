using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// The rules of docs/privacy.md, in their order: all that stands between rows and what is published of them. Each rule is a file of its
/// own, which says what attack it closes. A pure function of the rows, the week, the list of names, the limits and the secret.
/// </summary>
internal sealed class PublicationRules(PrivacyOptions limits, NameList names, PublicationSecret secret)
{
    /// <summary>P3, P6, P10: of mature submitters, listed names, clients added up, clamped.</summary>
    /// <param name="tally">Where the submitter is added.</param>
    /// <param name="submitter">All rows of one submitter in the week.</param>
    /// <param name="due">When the week's publication is due.</param>
    public void Count(WeekTally tally, SubmitterRows submitter, DateTimeOffset due)
    {
        if (Maturity.IsMature(submitter.ReceivedHours, due, limits))
        {
            tally.Add(FoldedNames.Of(submitter.Rows, names));
        }
        else
        {
            tally.PassOver();
        }
    }

    /// <summary>What is told of a week.</summary>
    public IReadOnlyList<PublishedCell> Tell(IsoWeek week, WeekTally tally) => [.. TellInSteps(week, tally).SelectMany(cells => cells)];

    /// <summary>What is told of a week, in the order of its cells' keys; each element is a short step, and the first ones, which decide, are empty.</summary>
    /// <param name="week">The week.</param>
    /// <param name="tally">What was counted in it.</param>
    /// <param name="hiding">Where what is hidden is counted, if it is to be.</param>
    public IEnumerable<IReadOnlyList<PublishedCell>> TellInSteps(IsoWeek week, WeekTally tally, HidingTally? hiding = null)
    {
        List<CellDraft> cells = [.. tally.Cells.Select(cell => new CellDraft(cell.Key, cell.Value)).OrderBy(cell => cell.Key)];
        foreach (var slice in Slices.Of(cells))
        {
            foreach (var cell in slice)
            {
                DetailLevels.Tell(cell, SecretMargin.OfMinimums(secret, cell.Key, week, limits), limits); // P6, P7
                hiding?.AfterLevels(cell);
                Steadiness.Hide(cell, limits); // P13
                hiding?.AfterSteadiness(cell);
                Dominance.Hide(cell, limits); // P10
                hiding?.AfterDominance(cell);
            }

            yield return [];
        }

        foreach (var _ in ComplementaryHiding.ApplyInSteps(cells, limits)) // P11
        {
            yield return [];
        }

        hiding?.AtEnd(tally, cells);
        foreach (var slice in Slices.Of(cells.Where(cell => cell.Tells(Detail.Submitters) && cell.Key.Client != AgentClient.Unknown)))
        {
            yield return [.. slice.Select(cell => RoundedCell.Of(cell, SecretDraws.Of(secret, cell.Key, week, limits), limits))]; // P6, P9
        }
    }
}
