using ToolTime.Names;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// A published cell's figures, without its key; null means not measured or too few, never 0. Computed from exact numbers and rounded last
/// (rule 4). The members are stored, so their names never change.
/// </summary>
public sealed record CellFigures
{
    /// <summary>Distinct submitters, an exact count.</summary>
    public required long Submitters { get; init; }

    /// <summary>Calls, clamped; reports in the cell of everything.</summary>
    public long? Calls { get; init; }

    /// <summary>Calls whose outcome was seen, clamped.</summary>
    public long? ObservedCalls { get; init; }

    /// <summary>Observed calls that failed.</summary>
    public long? Errors { get; init; }

    /// <summary>Calls that users rejected.</summary>
    public long? Rejections { get; init; }

    /// <summary>Errors over observed calls, 0 to 1.</summary>
    public double? ErrorRate { get; init; }

    /// <summary>Rejections over the calls for which rejections were counted, 0 to 1.</summary>
    public double? RejectionRate { get; init; }

    /// <summary>Calls over submitters.</summary>
    public double? CallsAverage { get; init; }

    /// <summary>The lower quartile of submitters' error rates.</summary>
    public double? ErrorRateP25 { get; init; }

    /// <summary>The median of submitters' error rates.</summary>
    public double? ErrorRateMedian { get; init; }

    /// <summary>The upper quartile of submitters' error rates.</summary>
    public double? ErrorRateP75 { get; init; }

    /// <summary>The median of submitters' calls.</summary>
    public double? CallsMedian { get; init; }

    /// <summary>The lower quartile of submitters' calls.</summary>
    public double? CallsP25 { get; init; }

    /// <summary>The upper quartile of submitters' calls.</summary>
    public double? CallsP75 { get; init; }

    /// <summary>The lower decile of submitters' calls.</summary>
    public double? CallsP10 { get; init; }

    /// <summary>The upper decile of submitters' calls.</summary>
    public double? CallsP90 { get; init; }

    /// <summary>The lower quartile of submitters' median durations, in milliseconds.</summary>
    public double? DurationP25 { get; init; }

    /// <summary>The median of submitters' median durations, in milliseconds.</summary>
    public double? DurationMedian { get; init; }

    /// <summary>The upper quartile of submitters' median durations, in milliseconds.</summary>
    public double? DurationP75 { get; init; }

    /// <summary>Invocations that users typed over those whose origin is known, 0 to 1.</summary>
    public double? TypedRate { get; init; }

    /// <summary>The figures of a cell whose submitters meet the threshold.</summary>
    internal static CellFigures From(CellDraft cell, Threshold threshold)
    {
        var (tally, sum) = (cell.Tally, cell.Tally.Sum);
        if (!HasCalls(cell.Key.Name))
        {
            return new() { Submitters = tally.Submitters };
        }

        if (cell.Key.Name == UsageName.Everything)
        {
            return new() { Submitters = tally.Submitters, Calls = cell.Publishes(SumKind.Calls) ? Rounding.Calls(sum.Calls) : null };
        }

        // A bucket's names have nothing in common.
        var durations = NameList.IsBucket(cell.Key.Name.Name) ? new Histogram(Rounding.DurationResolution) : tally.Durations;
        return new()
        {
            Submitters = tally.Submitters,
            Calls = cell.Publishes(SumKind.Calls) ? Rounding.Calls(sum.Calls) : null,
            ObservedCalls = cell.Publishes(SumKind.ObservedCalls) ? Rounding.Calls(sum.ObservedCalls) : null,
            Errors = cell.Publishes(SumKind.ObservedCalls) ? Rounding.Calls(sum.Errors) : null,
            Rejections = cell.Publishes(SumKind.Rejections) ? Rounding.Calls(sum.Rejections) : null,
            ErrorRate = threshold.IsMet(tally.Observers) ? Rounding.Rate((double)sum.Errors / sum.ObservedCalls) : null,
            RejectionRate = threshold.IsMet(tally.RejectionReporters) ? Rounding.Rate((double)sum.Rejections / sum.RejectableCalls) : null,
            CallsAverage = cell.Publishes(SumKind.Calls) ? Rounding.Calls((double)sum.Calls / tally.Submitters) : null,
            ErrorRateP25 = QuantileOf(tally.ErrorRates, 0.25, threshold, Threshold.ForQuartiles),
            ErrorRateMedian = QuantileOf(tally.ErrorRates, 0.5, threshold, threshold.Minimum),
            ErrorRateP75 = QuantileOf(tally.ErrorRates, 0.75, threshold, Threshold.ForQuartiles),
            CallsMedian = QuantileOf(tally.Calls, 0.5, threshold, threshold.Minimum),
            CallsP25 = QuantileOf(tally.Calls, 0.25, threshold, Threshold.ForQuartiles),
            CallsP75 = QuantileOf(tally.Calls, 0.75, threshold, Threshold.ForQuartiles),
            CallsP10 = QuantileOf(tally.Calls, 0.1, threshold, Threshold.ForDeciles),
            CallsP90 = QuantileOf(tally.Calls, 0.9, threshold, Threshold.ForDeciles),
            DurationP25 = QuantileOf(durations, 0.25, threshold, Threshold.ForQuartiles),
            DurationMedian = QuantileOf(durations, 0.5, threshold, threshold.Minimum),
            DurationP75 = QuantileOf(durations, 0.75, threshold, Threshold.ForQuartiles),
            TypedRate = threshold.IsMet(tally.Attributors) ? Rounding.Rate((double)sum.UserCalls / sum.AttributedCalls) : null,
        };
    }

    private static bool HasCalls(UsageName name) =>
        !name.IsUseOfAny && name.Dimension is default(Dimension) or Dimension.Tool or Dimension.Skill or Dimension.McpServer;

    private static double? QuantileOf(Histogram values, double share, Threshold threshold, int minimum) =>
        threshold.IsMet(values.Count, minimum) ? values.Quantile(share) : null;
}

/// <summary>
/// A published cell: every number is rounded, and null if suppressed. Only this is stored of a week forever, and only this is served.
/// </summary>
/// <param name="Key">What the figures are about.</param>
/// <param name="Figures">The figures.</param>
public sealed record PublishedCell(CellKey Key, CellFigures Figures);
