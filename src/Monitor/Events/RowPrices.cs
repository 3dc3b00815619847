using ToolTime.Transcripts;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Monitor.Events;

/// <summary>What a single response costs, by the rules by which reports price sums. For one thread.</summary>
internal sealed class RowPrices(UsageIndex index, PriceBook prices, TimeZoneInfo zone)
{
    private const decimal Million = 1_000_000;

    // Everywhere a day begins with a quarter of an hour.
    private const uint QuarterHour = 900;

    // Those of the last response.
    private uint _quarter = uint.MaxValue;
    private DateOnly _day;

    /// <summary>In dollars, with its searches; null where its model has no price.</summary>
    public decimal? Cost(in ResponseRow row)
    {
        var cost = row.Kind.HasFlag(UsageKind.PricedByClient)
            ? row.CostMicros / Million
            : prices.Cost(index.Names[row.Model], DayOf(row.At), row.Kind, row.Tokens);
        return row.WebSearches == 0 ? cost : (cost ?? 0) + (row.WebSearches * PriceTable.WebSearch);
    }

    private DateOnly DayOf(uint at)
    {
        if (at / QuarterHour != _quarter)
        {
            _quarter = at / QuarterHour;
            _day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(at), zone).DateTime);
        }

        return _day;
    }
}
