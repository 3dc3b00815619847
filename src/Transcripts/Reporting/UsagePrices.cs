using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Transcripts.Reporting;

/// <summary>The cost of an index's usage in dollars, by one rule for reports, live events and insights. For one thread.</summary>
/// <param name="index">The index with the usage.</param>
/// <param name="prices">The models' prices.</param>
/// <param name="zone">The time zone of days: a price is valid from a day on.</param>
internal sealed class UsagePrices(UsageIndex index, PriceBook prices, TimeZoneInfo zone)
{
    private const decimal Million = 1_000_000;

    private readonly LocalDayLookup _days = new(zone);

    /// <summary>With its searches; null if its model has no price.</summary>
    public decimal? Cost(in UsageCell cell) =>
        Cost((cell.Session, cell.Model), cell.Slot, cell.Kind, cell.Tokens, cell.CostMicros, cell.WebSearches);

    /// <summary>With its searches; null if its model has no price.</summary>
    public decimal? Cost(in ResponseRow row) =>
        Cost((row.Session, row.Model), (int)(row.At / UsageCell.SlotSeconds), row.Kind, row.Tokens, row.CostMicros, row.WebSearches);

    // A cost recorded by the client comes first, then the price; without either, the client's own session total is divided in proportion to
    // tokens. The client's figures include searches.
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

        // Searches cost the same for every model, so a cell with searches alone has a price.
        return tokens.Total == 0 && searches > 0 ? searched : null;
    }

    // The client's total for a model covers both modes.
    private ClientCost? ClientCost(int session, int model, string name) =>
        index.ClientCosts.TryGetValue((session, model), out var own) ? own
        : name.EndsWith(ModelName.FastSuffix, StringComparison.Ordinal)
        && index.NumberOf(name[..^ModelName.FastSuffix.Length]) is { } plain
        && index.ClientCosts.TryGetValue((session, plain), out var both)
            ? both
        : null;
}
