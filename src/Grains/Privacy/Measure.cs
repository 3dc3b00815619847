using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>One name's counts, which can be added up. What a report did not measure is in no denominator.</summary>
/// <param name="Calls">Calls.</param>
/// <param name="ObservedCalls">Calls for which <paramref name="Errors"/> were counted.</param>
/// <param name="Errors">Observed calls that failed; at most <paramref name="ObservedCalls"/>.</param>
/// <param name="RejectableCalls">Calls for which <paramref name="Rejections"/> were counted.</param>
/// <param name="Rejections">Calls that the user rejected; at most <paramref name="RejectableCalls"/>.</param>
/// <param name="AttributedCalls">Calls for which <paramref name="UserCalls"/> were counted.</param>
/// <param name="UserCalls">Calls that the user started by typing the name; the others were started by an agent.</param>
internal readonly record struct Measure(
    long Calls,
    long ObservedCalls = 0,
    long Errors = 0,
    long RejectableCalls = 0,
    long Rejections = 0,
    long AttributedCalls = 0,
    long UserCalls = 0)
{
    public static Measure From(UsageCount count)
    {
        var observed = count.Errors is null ? 0 : Math.Min(count.ObservedCalls, count.Calls);
        return new(
            count.Calls,
            observed,
            Math.Min(count.Errors ?? 0, observed),
            count.Rejections is null ? 0 : observed,
            Math.Min(count.Rejections ?? 0, observed),
            count.ByUser is null ? 0 : count.Calls,
            Math.Min(count.ByUser ?? 0, count.Calls));
    }

    public static Measure operator +(Measure left, Measure right) => new(
        left.Calls + right.Calls,
        left.ObservedCalls + right.ObservedCalls,
        left.Errors + right.Errors,
        left.RejectableCalls + right.RejectableCalls,
        left.Rejections + right.Rejections,
        left.AttributedCalls + right.AttributedCalls,
        left.UserCalls + right.UserCalls);

    /// <summary>Scales all parts of the measure by <paramref name="numerator"/> / <paramref name="denominator"/>, rounding down.</summary>
    public Measure Scale(long numerator, long denominator) => new(
        Calls * numerator / denominator,
        ObservedCalls * numerator / denominator,
        Errors * numerator / denominator,
        RejectableCalls * numerator / denominator,
        Rejections * numerator / denominator,
        AttributedCalls * numerator / denominator,
        UserCalls * numerator / denominator);
}
