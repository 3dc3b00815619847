using System.ComponentModel.DataAnnotations;

namespace ToolTime.Grains.Privacy;

/// <summary>How many submitters a published figure must stand for.</summary>
public sealed class PrivacyOptions : IValidatableObject
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Privacy";

    /// <summary>Distinct submitters from which a name is published. Default 10; a smaller value is for private deployments.</summary>
    [Range(1, 1_000_000)]
    public int MinimumSubmitters { get; set; } = 10;

    /// <summary>Distinct submitters from which sums, rates and medians are published. Default 50; at least <see cref="MinimumSubmitters"/>.</summary>
    [Range(1, 1_000_000)]
    public int MinimumForValues { get; set; } = 50;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MinimumForValues < MinimumSubmitters)
        {
            yield return new("Privacy:MinimumForValues must be at least Privacy:MinimumSubmitters.", [nameof(MinimumForValues)]);
        }
    }
}
