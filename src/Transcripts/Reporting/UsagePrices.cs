using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Transcripts.Reporting;

/// <summary>What usage in an index costs, in dollars, by one rule for reports, live events and insights. For one thread.</summary>
/// <param name="index">Whose usage it is.</param>
/// <param name="prices">What models cost.</param>
/// <param name="zone">Where days begin: a price counts from a day on.</param>
internal sealed class UsagePrices(UsageIndex index, PriceBook prices, TimeZoneInfo zone)
{
    private const decimal Million = 1_000_000;

    private readonly LocalDays _days = new(zone);

    /// <summary>With its searches; null where its model has no price.</summary>
    public decimal? Cost(in UsageCell cell) =>
        Cost((cell.Session, cell.Model), cell.Slot, cell.Kind, cell.Tokens, cell.CostMicros, cell.WebSearches);

    /// <summary>With its searches; null where its model has no price.</summary>
    public decimal? Cost(in ResponseRow row) =>
        Cost((row.Session, row.Model), (int)(row.At / UsageCell.SlotSeconds), row.Kind, row.Tokens, row.CostMicros, row.WebSearches);

    // A cost that the client wrote down goes first, then the price; where there is none, the client's own total of the session is shared
    // out by tokens. What the client says includes the searches.
    private decimal? Cost((int Session, int Model) part, int slot, UsageKind kind, TokenCount tokens, long micros, long searches)
    {
        if (kind.HasFlag(UsageKind.PricedByClient))
        {
            return micros / Million;
        }

        var model = index.Names[part.Model];
        var searched = searches * PriceTable.WebSearch;
        if (prices.Cost(model, _days.DayAt(slot), kind, tokens) is { } listed)
        {
            return listed + searched;
        }

        if (ClientCost(part.Session, part.Model, model) is { } client)
        {
            return client.Micros / Million * tokens.Total / client.Tokens;
        }

        // Searches cost the same whatever the model, so those that stand by themselves have a price.
        return tokens.Total == 0 && searches > 0 ? searched : null;
    }

    // The client's total of a model is that of both modes.
    private ClientCost? ClientCost(int session, int model, string name) =>
        index.ClientCost(session, model) is { } own ? own
        : name.EndsWith(ModelName.FastSuffix, StringComparison.Ordinal)
        && index.NumberOf(name[..^ModelName.FastSuffix.Length]) is { } plain
            ? index.ClientCost(session, plain)
        : null;
}
