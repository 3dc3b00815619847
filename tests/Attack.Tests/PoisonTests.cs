using ToolTime.Attacks.Poisoning;

namespace ToolTime.Attacks.Tests;

/// <summary>Twenty liars among 200 push error rates.</summary>
public sealed class PoisonTests
{
    private const double HalfAPoint = 0.005;

    /// <summary>The table shows percentage points, so the move is told by the mean over tools; it fails only where that is certainly over half a point.</summary>
    [Fact]
    public async Task ErrorRateMedian_TwentyLiarsOfTwoHundred_MovesHalfAPointAtMost()
    {
        var shifts = await PoisonTrial.PlayAsync(seed: 1, liars: 20, Lie.Shrewd);
        var moves = MovesOf(shifts, "error_rate_median");
        Assert.Equal(2 * PoisonedWeek.ToolsOfRate, moves.Count);
        var mean = moves.Average();
        var error = Math.Sqrt(moves.Sum(move => (move - mean) * (move - mean)) / (moves.Count - 1) / moves.Count);
        Assert.True(mean - (2 * error) <= HalfAPoint, $"The medians moved by {100 * mean:0.00} points, with a standard error of {100 * error:0.00}.");
    }

    /// <summary>That the liars did what they could: rates over all calls, which nothing protects, moved by tens of points.</summary>
    [Fact]
    public async Task ErrorRate_TwentyLiarsOfTwoHundred_IsTheirs()
    {
        var shifts = await PoisonTrial.PlayAsync(seed: 2, liars: 20, Lie.Shrewd);
        Assert.All(
            MovesOf(shifts.Where(shift => PoisonedWeek.RateOf(shift.Tool) == PoisonedWeek.RateOfLies), "error_rate"),
            move => Assert.InRange(move, 0.5, 1));
    }

    /// <summary>How a figure moved, of the tools that fail in 2% and in 5% of calls.</summary>
    private static List<double> MovesOf(IEnumerable<Shift> shifts, string figure) =>
        [.. shifts.Where(shift => shift.Figure == figure && PoisonedWeek.RateOf(shift.Tool) <= 0.05).Select(shift => (shift.Poisoned - shift.Honest)!.Value)];
}
