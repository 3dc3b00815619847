namespace ToolTime.Transcripts.Pricing;

/// <summary>A row of the price table.</summary>
/// <param name="Model">The model's plain name (<see cref="ModelName"/>).</param>
/// <param name="Price">For an ordinary request.</param>
internal sealed record PriceEntry(string Model, ModelPrice Price)
{
    /// <summary>The first day of this price; a model's first price counts for all days before, too.</summary>
    public DateOnly From { get; init; }

    /// <summary>
    /// For a request whose prompt is longer than <see cref="LongFrom"/> says, where that costs more; all of the request costs this then.
    /// </summary>
    public ModelPrice? Long { get; init; }

    /// <summary>From which length on a prompt is long: one of the flags that begin with Over.</summary>
    public UsageKind LongFrom { get; init; }

    /// <summary>How many times as much it costs in fast mode; null where it has none, or none whose price is known.</summary>
    public decimal? Fast { get; init; }
}
