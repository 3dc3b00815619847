using System.ComponentModel.DataAnnotations;

namespace ToolTime.Grains.Privacy;

/// <summary>The limits of what is published. The defaults are the strict ones; others are for private deployments, and every answer tells which are in force.</summary>
public sealed class PrivacyOptions : IValidatableObject
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Privacy";

    private int? _sumDigits;
    private bool? _blursSubmitters;

    /// <summary>Distinct mature submitters from which a cell is published. Default 10.</summary>
    [Range(1, 1_000_000)]
    public int MinimumSubmitters { get; set; } = 10;

    /// <summary>Submitters from which sums, medians and quartiles are published. Default 50; at least <see cref="MinimumSubmitters"/>.</summary>
    [Range(1, 1_000_000)]
    public int MinimumForValues { get; set; } = 50;

    /// <summary>Submitters from which outer deciles are published. Default 100; at least <see cref="MinimumForValues"/> holds anyway.</summary>
    [Range(1, 1_000_000)]
    public int MinimumForDeciles { get; set; } = 100;

    /// <summary>The largest secret margin on these minimums. Default 48; 0 for none.</summary>
    [Range(0, 1_000)]
    public int LargestMargin { get; set; } = 48;

    /// <summary>UTC days on which a mature submitter's reports came, at least. Default 2; 1 lets everybody count whose report is old enough.</summary>
    [Range(1, 28)]
    public int MatureDays { get; set; } = 2;

    /// <summary>How long before the publication a mature submitter's first report came, at least. Default 3 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "14.00:00:00")]
    public TimeSpan MatureAge { get; set; } = TimeSpan.FromDays(3);

    /// <summary>The step to which numbers of submitters are rounded down. Default 5; 1 for none.</summary>
    [Range(1, 1_000)]
    public int SubmitterStep { get; set; } = 5;

    /// <summary>Significant digits of numbers of calls. Default 2.</summary>
    [Range(1, 15)]
    public int CallDigits { get; set; } = 2;

    /// <summary>Decimal digits of rates and shares, as parts of 1. Default 2, one percentage point.</summary>
    [Range(2, 6)]
    public int RateDigits { get; set; } = 2;

    /// <summary>The largest share of a sum that one submitter may hold. Default 0.2; 1 for any.</summary>
    [Range(0.01, 1.0)]
    public double LargestShare { get; set; } = 0.2;

    /// <summary>The largest share of a sum that two submitters may hold together. Default 0.35; 1 for any.</summary>
    [Range(0.01, 1.0)]
    public double LargestShareOfTwo { get; set; } = 0.35;

    /// <summary>Submitters that a told median of rates withstands: any so many, left out, move it by <see cref="LargestMove"/> at most. Default 20; 0 for none.</summary>
    [Range(0, 1_000)]
    public int LiarsWithstood { get; set; } = 20;

    /// <summary>By how much they may move it, as a part of 1. Default 0.005, half a percentage point; 1 for any.</summary>
    [Range(0.0, 1.0)]
    public double LargestMove { get; set; } = 0.005;

    /// <summary>Significant digits of sums of calls.</summary>
    internal int SumDigits => _sumDigits ?? CallDigits;

    /// <summary>P8: the same limits for the window <c>7d</c>, whose figures follow each other closely: no cell under the minimum for values, and rounder sums.</summary>
    internal PrivacyOptions ForSevenDays()
    {
        var limits = (PrivacyOptions)MemberwiseClone();
        limits.MinimumSubmitters = MinimumForValues;
        limits._sumDigits = 1;
        limits._blursSubmitters = BlursSubmitters;
        return limits;
    }

    /// <summary>
    /// Whether margins blur each number of submitters by as many as the least that is told: then two numbers less one another tell of nobody, and
    /// what is hidden must not depend on one submitter either.
    /// </summary>
    internal bool BlursSubmitters => _blursSubmitters ?? LargestMargin >= MinimumSubmitters;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MinimumForValues < MinimumSubmitters)
        {
            yield return new("Privacy:MinimumForValues must be at least Privacy:MinimumSubmitters.", [nameof(MinimumForValues)]);
        }

        if (LargestShareOfTwo < LargestShare)
        {
            yield return new("Privacy:LargestShareOfTwo must be at least Privacy:LargestShare.", [nameof(LargestShareOfTwo)]);
        }
    }
}
