using System.Text.Json.Serialization;
using ToolTime.Publication;

namespace ToolTime.Api.Trends;

/// <summary>A name in one published week. Null figures are suppressed; all are null in a week where the name is.</summary>
internal sealed record TrendWeek
{
    public required string Week { get; init; }

    public required long? UniqueSubmitters { get; init; }

    public required double? Adoption { get; init; }

    public required long? TotalCalls { get; init; }

    public required double? CallsMedian { get; init; }

    public required double? ErrorRate { get; init; }

    public required double? ErrorRateMedian { get; init; }

    public required double? RejectionRate { get; init; }

    /// <summary>Omitted if null: only tools and servers have it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? DurationMedianMs { get; init; }

    /// <summary>Omitted if null: only skills have it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TypedRate { get; init; }

    public static TrendWeek From(string week, TrendPoint? point) => new()
    {
        Week = week,
        UniqueSubmitters = point?.UniqueSubmitters,
        Adoption = point?.Adoption,
        TotalCalls = point?.TotalCalls,
        CallsMedian = point?.CallsMedian,
        ErrorRate = point?.ErrorRate,
        ErrorRateMedian = point?.ErrorRateMedian,
        RejectionRate = point?.RejectionRate,
        DurationMedianMs = point?.DurationMedianMs,
        TypedRate = point?.TypedRate,
    };
}
