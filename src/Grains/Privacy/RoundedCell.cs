namespace ToolTime.Grains.Privacy;

/// <summary>P9, applied to all that is told of a cell. Rates are rounded once; averages, and numbers of errors and rejections, come from rounded numbers.</summary>
internal static class RoundedCell
{
    /// <summary>What is told of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="draws">What is secretly drawn for it.</param>
    /// <param name="limits">The limits.</param>
    public static PublishedCell Of(CellDraft cell, SecretDraws draws, PrivacyOptions limits)
    {
        var quantiles = cell.Tells(Detail.Quartiles) ? cell.Tally.CallsQuantiles(0.1, 0.25, 0.5, 0.75, 0.9) : null;
        var submitters = Rounding.Submitters(cell.Tally.Submitters, draws.Margin + draws.Offset, limits);
        var calls = SumOf(cell, Detail.Calls, limits);
        var observed = SumOf(cell, Detail.ObservedCalls, limits);
        var rejectable = SumOf(cell, Detail.RejectableCalls, limits);
        var errorRate = RateOf(cell, Detail.ErrorRate, draws.OfErrors, limits);
        var rejectionRate = RateOf(cell, Detail.RejectionRate, draws.OfRejections, limits);
        return new(cell.Key, new()
        {
            Submitters = submitters,
            Calls = calls,
            ObservedCalls = observed,
            Errors = PartOf(observed, errorRate, limits),
            RejectableCalls = rejectable,
            Rejections = PartOf(rejectable, rejectionRate, limits),
            ErrorRate = errorRate,
            RejectionRate = rejectionRate,
            CallsAverage = calls is { } sum ? Rounding.Calls((double)sum / submitters, limits.CallDigits) : null,
            ErrorRateMedian = cell.Tells(Detail.ErrorRateMedian) ? Rounding.Rate(cell.Tally.RatesOf(Detail.ErrorRateMedian).Median(), 1, limits) : null,
            CallsMedian = CallsOf(quantiles?[2], limits),
            CallsP25 = CallsOf(quantiles?[1], limits),
            CallsP75 = CallsOf(quantiles?[3], limits),
            CallsP10 = cell.Tells(Detail.Deciles) ? CallsOf(quantiles?[0], limits) : null,
            CallsP90 = cell.Tells(Detail.Deciles) ? CallsOf(quantiles?[4], limits) : null,
        });
    }

    private static long? SumOf(CellDraft cell, Detail sum, PrivacyOptions limits) =>
        cell.Tells(sum) ? Rounding.Calls(cell.Tally.Sum(sum).Sum, limits.SumDigits) : null;

    private static double? RateOf(CellDraft cell, Detail mean, int margin, PrivacyOptions limits) =>
        cell.Tells(mean) ? Rounding.Rate(MeanRate.Of(cell.Tally, mean, margin, limits), 1, limits) : null;

    private static long? PartOf(long? calls, double? rate, PrivacyOptions limits) =>
        calls * rate is { } part ? Rounding.Calls((long)Math.Round(part), limits.SumDigits) : null;

    private static double? CallsOf(double? quantile, PrivacyOptions limits) =>
        quantile is { } calls ? Rounding.Calls(calls, limits.CallDigits) : null;
}
