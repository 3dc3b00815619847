using System.Text.Json.Serialization;
using ToolTime.Publication;

namespace ToolTime.Api.Trends;

/// <summary>A name in one published week; null is what is suppressed, and so is everything where the name is.</summary>
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

    /// <summary>Left out where it is null: tools and servers alone have it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? DurationMedianMs { get; init; }

    /// <summary>Left out where it is null: skills alone have it.</summary>
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
