using System.ComponentModel.DataAnnotations;

namespace ToolTime.Grains.Privacy;

/// <summary>The one publication threshold that an operator may change. Every answer states it.</summary>
public sealed class PrivacyOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Privacy";

    /// <summary>The shipped value.</summary>
    public const int ShippedMinimum = 10;

    /// <summary>
    /// The minimum number of distinct submitters behind every published figure. Default 10; use less only on private servers.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MinimumSubmitters { get; set; } = ShippedMinimum;
}
