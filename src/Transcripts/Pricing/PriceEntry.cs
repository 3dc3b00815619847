namespace ToolTime.Transcripts.Pricing;

/// <summary>A row of the price table.</summary>
/// <param name="Model">The model's name without a date.</param>
/// <param name="From">The first day of this price; a model's first price counts for all days before, too.</param>
/// <param name="Price">For an ordinary request.</param>
/// <param name="LongPrompt">For a request whose prompt is longer than 200,000 tokens, where that costs more.</param>
internal sealed record PriceEntry(string Model, DateOnly From, ModelPrice Price, ModelPrice? LongPrompt = null);
