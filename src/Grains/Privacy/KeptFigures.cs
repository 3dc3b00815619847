namespace ToolTime.Grains.Privacy;

/// <summary>Figures that were told before and stay, but for what must be hidden now for others' sake.</summary>
internal static class KeptFigures
{
    /// <summary>Tells of a cell what its figures tell; nothing where there are none.</summary>
    public static void Tell(CellDraft cell, CellFigures? figures)
    {
        if (figures is null)
        {
            return;
        }

        foreach (var detail in Enum.GetValues<Detail>().Where(detail => Has(figures, detail)))
        {
            cell.Tell(detail);
        }
    }

    /// <summary>The figures without what the cell does not tell any more.</summary>
    public static CellFigures Of(CellDraft cell, CellFigures figures) => figures with
    {
        Calls = cell.Tells(Detail.Calls) ? figures.Calls : null,
        CallsAverage = cell.Tells(Detail.Calls) ? figures.CallsAverage : null,
        ObservedCalls = cell.Tells(Detail.ObservedCalls) ? figures.ObservedCalls : null,
        Errors = cell.Tells(Detail.ObservedCalls) ? figures.Errors : null,
        RejectableCalls = cell.Tells(Detail.RejectableCalls) ? figures.RejectableCalls : null,
        Rejections = cell.Tells(Detail.RejectableCalls) ? figures.Rejections : null,
    };

    private static bool Has(CellFigures figures, Detail detail) => detail switch
    {
        Detail.Submitters => true,
        Detail.Calls => figures.Calls is not null,
        Detail.ObservedCalls => figures.ObservedCalls is not null,
        Detail.RejectableCalls => figures.RejectableCalls is not null,
        Detail.Quartiles => figures.CallsMedian is not null,
        Detail.Deciles => figures.CallsP10 is not null,
        Detail.ErrorRateMedian => figures.ErrorRateMedian is not null,
        Detail.ErrorRate => figures.ErrorRate is not null,
        Detail.RejectionRate => figures.RejectionRate is not null,
        _ => throw new ArgumentOutOfRangeException(nameof(detail)),
    };
}
