using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>Rule 2: a figure is published if at least this many distinct submitters are behind it.</summary>
/// <param name="Minimum">The number of submitters; 10 as shipped.</param>
internal readonly record struct Threshold(int Minimum)
{
    /// <summary>The minimum number of submitters for quartiles.</summary>
    public const int ForQuartiles = 20;

    /// <summary>The minimum number of submitters for the outer deciles. Minimum and maximum are never published.</summary>
    public const int ForDeciles = 50;

    /// <summary>Whether a figure with this many submitters is published.</summary>
    public bool IsMet(int submitters) => submitters >= Minimum;

    /// <summary>Whether a quantile other than the median is published.</summary>
    public bool IsMet(int submitters, int minimum) => submitters >= Math.Max(Minimum, minimum);

    /// <summary>
    /// Whether a sum's remainder, which others could compute by subtraction, belongs to at least one submitter but too few.
    /// </summary>
    public bool IsTooFew(int submitters) => submitters > 0 && submitters < Minimum;

    /// <summary>The rule in force, in words.</summary>
    public PrivacyRule Describe() =>
        new()
        {
            Id = "threshold",
            Text =
                $"A figure is published when {Minimum} or more distinct tokens in its window are behind it. A listed name with fewer is in no table, "
                + "and looking it up gives the same answer for none as for a few.",
        };
}
