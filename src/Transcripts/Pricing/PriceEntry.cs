namespace ToolTime.Transcripts.Pricing;

/// <summary>A row of the price table.</summary>
/// <param name="Model">The model's plain name (<see cref="ModelName"/>).</param>
/// <param name="Price">For an ordinary request.</param>
internal sealed record PriceEntry(string Model, ModelPrice Price)
{
    /// <summary>The first day of this price; a model's first price counts for all days before, too.</summary>
    public DateOnly From { get; init; }

    /// <summary>
    /// For requests with longer prompts, the shortest first: from which length on, one of the flags that begin with Over, and the price of
    /// all of such a request.
    /// </summary>
    public IReadOnlyList<(UsageKind From, ModelPrice Price)> Tiers { get; init; } = [];

    /// <summary>The price of an ordinary request with a prompt of this length.</summary>
    public ModelPrice At(UsageKind kind)
    {
        var price = Price;
        foreach (var (from, longer) in Tiers)
        {
            price = kind.HasFlag(from) ? longer : price;
        }

        return price;
    }

    /// <summary>How many times as much it costs in fast mode; null where it has none, or none whose price is known.</summary>
    public decimal? Fast { get; init; }
}
