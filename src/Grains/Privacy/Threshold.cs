using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>Rule 2: a figure is published when at least so many distinct submitters stand behind it.</summary>
/// <param name="Minimum">That number; 10 as shipped.</param>
internal readonly record struct Threshold(int Minimum)
{
    /// <summary>Submitters from which quartiles are published.</summary>
    public const int ForQuartiles = 20;

    /// <summary>Submitters from which outer deciles are published. A minimum or maximum never is.</summary>
    public const int ForDeciles = 50;

    /// <summary>Whether a figure with so many submitters behind it is published.</summary>
    public bool IsMet(int submitters) => submitters >= Minimum;

    /// <summary>Whether a quantile other than the median is published.</summary>
    public bool IsMet(int submitters, int minimum) => submitters >= Math.Max(Minimum, minimum);

    /// <summary>
    /// Whether a sum's remainder, from which others can subtract it, is that of too few: somebody's, but of fewer than the minimum.
    /// </summary>
    public bool IsTooFew(int submitters) => submitters > 0 && submitters < Minimum;

    /// <summary>The rule, as it is in force.</summary>
    public PrivacyRule State() =>
        new()
        {
            Id = "threshold",
            Text =
                $"A figure is published when {Minimum} or more distinct tokens of its window stand behind it. A listed name with fewer is in no table, "
                + "and a look-up of it answers in the same words for none and for any fewer.",
        };
}
