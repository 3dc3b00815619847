namespace ToolTime.Grains.Privacy;

/// <summary>
/// A share of submitters and its 95% interval by Wilson's score, "Probable Inference, the Law of Succession, and Statistical Inference",
/// JASA 22 (1927), rounded to whole percents.
/// </summary>
/// <param name="Share">The share, 0 to 1.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct Proportion(double Share, double Low, double High)
{
    /// <summary>The 97.5th percentile of the standard normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The share of <paramref name="whole"/>, which is above 0, that <paramref name="part"/> makes up.</summary>
    public static Proportion Compute(long part, long whole)
    {
        var p = Math.Min(1, (double)part / whole);
        var denominator = 1 + (Z * Z / whole);
        var center = (p + (Z * Z / (2 * whole))) / denominator;
        var half = Z / denominator * Math.Sqrt((p * (1 - p) / whole) + (Z * Z / (4.0 * whole * whole)));
        return new(Rounding.Share(p), Rounding.Share(Math.Max(0, center - half)), Rounding.Share(Math.Min(1, center + half)));
    }
}
