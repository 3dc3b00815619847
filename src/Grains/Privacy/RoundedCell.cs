namespace ToolTime.Grains.Privacy;

/// <summary>P9, applied to all that is told of a cell. Rates come from exact sums and are rounded once; averages come from rounded numbers.</summary>
internal static class RoundedCell
{
    /// <summary>What is told of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="shortfall">Its margin and offset together.</param>
    /// <param name="limits">The limits.</param>
    public static PublishedCell Of(CellDraft cell, int shortfall, PrivacyOptions limits)
    {
        var quantiles = cell.Tells(Detail.Quartiles) ? cell.Tally.CallsQuantiles(0.1, 0.25, 0.5, 0.75, 0.9) : null;
        var submitters = Rounding.Submitters(cell.Tally.Submitters, shortfall, limits);
        var calls = SumOf(cell, Detail.Calls, limits);
        return new(cell.Key, new()
        {
            Submitters = submitters,
            Calls = calls,
            ObservedCalls = SumOf(cell, Detail.ObservedCalls, limits),
            Errors = SumOf(cell, Detail.Errors, limits),
            RejectableCalls = SumOf(cell, Detail.RejectableCalls, limits),
            Rejections = SumOf(cell, Detail.Rejections, limits),
            ErrorRate = RateOf(cell, Detail.Errors, Detail.ObservedCalls, limits),
            RejectionRate = RateOf(cell, Detail.Rejections, Detail.RejectableCalls, limits),
            CallsAverage = calls is { } sum ? Rounding.Calls((double)sum / submitters, limits.CallDigits) : null,
            ErrorRateMedian = cell.Tells(Detail.ErrorRateMedian) ? Rounding.Rate(cell.Tally.ErrorRateMedian(), 1, limits) : null,
            CallsMedian = CallsOf(quantiles?[2], limits),
            CallsP25 = CallsOf(quantiles?[1], limits),
            CallsP75 = CallsOf(quantiles?[3], limits),
            CallsP10 = cell.Tells(Detail.Deciles) ? CallsOf(quantiles?[0], limits) : null,
            CallsP90 = cell.Tells(Detail.Deciles) ? CallsOf(quantiles?[4], limits) : null,
        });
    }

    private static long? SumOf(CellDraft cell, Detail sum, PrivacyOptions limits) =>
        cell.Tells(sum) ? Rounding.Calls(cell.Tally.Sum(sum).Sum, limits.SumDigits) : null;

    private static double? RateOf(CellDraft cell, Detail part, Detail whole, PrivacyOptions limits) =>
        cell.Tells(part) && cell.Tells(whole) ? Rounding.Rate(cell.Tally.Sum(part).Sum, cell.Tally.Sum(whole).Sum, limits) : null;

    private static double? CallsOf(double? quantile, PrivacyOptions limits) =>
        quantile is { } calls ? Rounding.Calls(calls, limits.CallDigits) : null;
}
