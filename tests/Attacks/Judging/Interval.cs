namespace ToolTime.Attacks.Judging;

/// <summary>Intervals of confidence, at 95%.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    private const double Z = 1.959963984540054;

    /// <summary>
    /// Of a share of independent trials: the score interval of Wilson, "Probable Inference, the Law of Succession, and Statistical
    /// Inference", Journal of the American Statistical Association 22 (1927).
    /// </summary>
    /// <param name="successes">Trials that succeeded.</param>
    /// <param name="trials">Trials; at least one.</param>
    public static Interval OfShare(int successes, int trials)
    {
        var share = (double)successes / trials;
        var middle = share + (Z * Z / (2 * trials));
        var half = Z * Math.Sqrt((share * (1 - share) / trials) + (Z * Z / (4.0 * trials * trials)));
        var whole = 1 + (Z * Z / trials);
        return new((middle - half) / whole, (middle + half) / whole);
    }

    /// <summary>
    /// Of the difference of two shares of as many trials each: method 10 of Newcombe, "Interval Estimation for the Difference between
    /// Independent Proportions", Statistics in Medicine 17 (1998), made of two score intervals. For trials in pairs that are alike it is
    /// rather too wide than too narrow.
    /// </summary>
    /// <param name="first">Successes whose share stands first.</param>
    /// <param name="second">Successes whose share is taken off.</param>
    /// <param name="trials">Trials of each; at least one.</param>
    public static Interval OfDifference(int first, int second, int trials)
    {
        var (one, other) = ((double)first / trials, (double)second / trials);
        var (ofOne, ofOther) = (OfShare(first, trials), OfShare(second, trials));
        return new(
            one - other - Math.Sqrt(Square(one - ofOne.Low) + Square(ofOther.High - other)),
            one - other + Math.Sqrt(Square(ofOne.High - one) + Square(other - ofOther.Low)));
    }

    private static double Square(double number) => number * number;
}
