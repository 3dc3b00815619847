using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// The rules of docs/privacy.md for the window <c>7d</c>, in their order. They are those of a week, with stricter limits; then what was told before
/// stays where too few submitters have changed, and only then is hidden what would follow from all that is told together.
/// </summary>
/// <param name="days">The days.</param>
/// <param name="shown">What was told and hidden before in the same epoch.</param>
/// <param name="renewal">Which cells have changed enough.</param>
/// <param name="limits">The limits of seven days, <see cref="PrivacyOptions.ForSevenDays"/>.</param>
/// <param name="names">The list of names.</param>
/// <param name="secret">The secret.</param>
internal sealed class SevenDayRules(
    SevenDays days, IEnumerable<SevenDayCell> shown, Renewal renewal, PrivacyOptions limits, NameList names, PublicationSecret secret)
{
    private readonly Dictionary<CellKey, SevenDayCell> _shown = shown.ToDictionary(cell => cell.Key);

    /// <summary>P3, P6, P10: of mature submitters, listed names, clients added up, clamped; and P8, whether the submitter entered or left.</summary>
    /// <param name="tally">Where the submitter is added.</param>
    /// <param name="submitter">All day cells of one submitter from <see cref="Renewal.FirstDay"/> on.</param>
    /// <param name="due">When the days' publication is due.</param>
    public void Count(WeekTally tally, SubmitterRows submitter, DateTimeOffset due)
    {
        var folded = submitter with { Rows = FoldedNames.Of(submitter.Rows, names) };
        var isMature = Maturity.IsMature(submitter.ReceivedHours, due, limits);
        renewal.Count(folded, tally.AddWithoutClientTables([.. folded.Rows.OfType<KeptRow.Cell>().Where(cell => isMature && days.Contains(cell.Day))]));
    }

    /// <summary>What is told, and what is hidden that was told before; each element is a short step, and the first ones, which decide, are empty.</summary>
    public IEnumerable<IReadOnlyList<SevenDayCell>> TellInSteps(WeekTally tally)
    {
        var keys = tally.Cells.Keys.Union(_shown.Values.Where(cell => cell.Figures is not null).Select(cell => cell.Key)).Order();
        List<CellDraft> cells = [.. keys.Select(key => new CellDraft(key, tally.Cells.GetValueOrDefault(key) ?? new()))];
        foreach (var slice in Slices.Of(cells))
        {
            foreach (var cell in slice)
            {
                Decide(cell);
            }

            yield return [];
        }

        foreach (var _ in ComplementaryHiding.ApplyInSteps(cells, limits)) // P11
        {
            yield return [];
        }

        foreach (var slice in Slices.Of(cells))
        {
            yield return [.. slice.Select(Told).OfType<SevenDayCell>()];
        }

        yield return [.. _shown.Values.Where(cell => cell.Figures is null && !tally.Cells.ContainsKey(cell.Key))];
    }

    private void Decide(CellDraft cell)
    {
        // Clients that tell no name are in no table, so there is nothing of theirs to keep.
        if (cell.Key.Client != AgentClient.Unknown && !renewal.IsFree(cell.Key)) // P8
        {
            KeptFigures.Tell(cell, _shown.GetValueOrDefault(cell.Key)?.Figures);
            return;
        }

        DetailLevels.Tell(cell, SecretMargin.OfMinimums(secret, cell.Key, days, limits), limits); // P6, P7
        Steadiness.Hide(cell, limits); // P13
        Dominance.Hide(cell, limits); // P10
    }

    /// <summary>What becomes of a cell; null where it was never told and is not now.</summary>
    private SevenDayCell? Told(CellDraft cell)
    {
        var before = _shown.GetValueOrDefault(cell.Key);
        if (!cell.Tells(Detail.Submitters) || cell.Key.Client == AgentClient.Unknown)
        {
            return before is null ? null : before.Figures is null ? before : new(cell.Key, days, null);
        }

        return renewal.IsFree(cell.Key)
            ? new(cell.Key, days, RoundedCell.Of(cell, SecretDraws.Of(secret, cell.Key, days, limits), limits).Figures) // P6, P9
            : before! with { Figures = KeptFigures.Of(cell, before.Figures!) };
    }
}
