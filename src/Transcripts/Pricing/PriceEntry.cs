namespace ToolTime.Transcripts.Pricing;

/// <summary>A row of the price table.</summary>
/// <param name="Model">The model's plain name (<see cref="ModelName"/>).</param>
/// <param name="Price">For an ordinary request.</param>
internal sealed record PriceEntry(string Model, ModelPrice Price)
{
    /// <summary>The first day of this price; a model's first price also counts for all days before.</summary>
    public DateOnly From { get; init; }

    /// <summary>
    /// Prices for longer prompts, shortest first: the length, as one of the flags that start with Over, and the price of a whole request of
    /// at least that length.
    /// </summary>
    public IReadOnlyList<(UsageKind From, ModelPrice Price)> Tiers { get; init; } = [];

    /// <summary>The factor of fast mode; null if it has none, or an unknown one.</summary>
    public decimal? Fast { get; init; }

    /// <summary>Whether longer prompts have no fast mode: they run, and cost, as ordinary ones.</summary>
    public bool IsFastOnlyWhenShort { get; init; }

    /// <summary>The price of a request with a prompt of this length; null in a fast mode without a known price.</summary>
    public ModelPrice? At(UsageKind kind, bool isFast)
    {
        var price = Price;
        foreach (var (from, longer) in Tiers)
        {
            price = kind.HasFlag(from) ? longer : price;
        }

        return !isFast || (IsFastOnlyWhenShort && price != Price) ? price
            : Fast is { } factor ? price.Times(factor)
            : null;
    }
}
