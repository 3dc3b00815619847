using System.ComponentModel.DataAnnotations;

namespace ToolTime.Grains.Privacy;

/// <summary>The one limit of what is published that an operator may change. Every answer says what it is.</summary>
public sealed class PrivacyOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Privacy";

    /// <summary>What it is as shipped.</summary>
    public const int ShippedMinimum = 10;

    /// <summary>Distinct submitters behind every published figure, at least. Default 10; less is for private servers.</summary>
    [Range(1, 1_000_000)]
    public int MinimumSubmitters { get; set; } = ShippedMinimum;
}
