using System.Text.Json.Serialization;
using ToolTime.Publication;

namespace ToolTime.DataSet;

/// <summary>
/// Everything published of a final week or four-week window, as rows. Published files never change, so neither may this JSON.
/// </summary>
public sealed record DataSetPeriod
{
    /// <summary>The version of the format in which files are written.</summary>
    public const int CurrentForm = 1;

    /// <summary>The version of the file's format.</summary>
    public required int Form { get; init; }

    /// <summary>The period, its denominators, and the rules in force when it was computed.</summary>
    public required StatsWindow Window { get; init; }

    /// <summary>The rows, by client, dimension and name.</summary>
    public required IReadOnlyList<DataSetRow> Rows { get; init; }
}

/// <summary>
/// One name in a final period, over all clients or for one; docs/statistics.md defines each figure. Null means not measured or too few.
/// Members that are not required were added later and are omitted if null, so that older files do not change.
/// </summary>
public sealed record DataSetRow
{
    /// <summary>The client; null for all clients together.</summary>
    public required string? Client { get; init; }

    /// <summary>The dimension; <c>all</c> for rows about the period as a whole.</summary>
    public required string Dimension { get; init; }

    /// <summary>
    /// The name. In a dimension, <c>custom</c> with <see cref="Custom"/> is all unlisted names together. In <c>all</c>: <c>everything</c>,
    /// whose calls are reports, <c>edit_without_read</c>, <c>any_mcp_server</c>, <c>any_skill</c>, <c>any_plugin</c>, <c>any_unlisted</c>.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>True for the bucket of names that are not listed.</summary>
    public required bool Custom { get; init; }

    /// <summary>Distinct submitters.</summary>
    public required long UniqueSubmitters { get; init; }

    /// <summary>Their share of the period's or the client's submitters, 0 to 1.</summary>
    public required double? Adoption { get; init; }

    /// <summary>The lower end of its 95% interval.</summary>
    public required double? AdoptionLow { get; init; }

    /// <summary>The upper end of its 95% interval.</summary>
    public required double? AdoptionHigh { get; init; }

    /// <summary>Calls, clamped.</summary>
    public required long? TotalCalls { get; init; }

    /// <summary>Calls whose outcome was seen.</summary>
    public required long? ObservedCalls { get; init; }

    /// <summary>Observed calls that failed.</summary>
    public required long? TotalErrors { get; init; }

    /// <summary>Calls that users rejected.</summary>
    public required long? TotalRejections { get; init; }

    /// <summary>Errors over observed calls, 0 to 1.</summary>
    public required double? ErrorRate { get; init; }

    /// <summary>The lower quartile of submitters' error rates.</summary>
    public required double? ErrorRateP25 { get; init; }

    /// <summary>The median of submitters' error rates.</summary>
    public required double? ErrorRateMedian { get; init; }

    /// <summary>The upper quartile of submitters' error rates.</summary>
    public required double? ErrorRateP75 { get; init; }

    /// <summary>Rejections over the calls for which rejections were counted, 0 to 1.</summary>
    public required double? RejectionRate { get; init; }

    /// <summary>Calls over submitters.</summary>
    public required double? AvgCallsPerSubmitter { get; init; }

    /// <summary>The lower decile of submitters' calls.</summary>
    public required double? CallsP10 { get; init; }

    /// <summary>The lower quartile of submitters' calls.</summary>
    public required double? CallsP25 { get; init; }

    /// <summary>The median of submitters' calls.</summary>
    public required double? CallsMedian { get; init; }

    /// <summary>The upper quartile of submitters' calls.</summary>
    public required double? CallsP75 { get; init; }

    /// <summary>The upper decile of submitters' calls.</summary>
    public required double? CallsP90 { get; init; }

    /// <summary>
    /// For tools and servers: the lower quartile of submitters' median call durations, in milliseconds; null if fewer than 20.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? DurationP25Ms { get; init; }

    /// <summary>The median of submitters' median call durations, in milliseconds, of those with at least five timed calls.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? DurationMedianMs { get; init; }

    /// <summary>The upper quartile of these medians; null if fewer than 20.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? DurationP75Ms { get; init; }

    /// <summary>For skills: invocations that users typed over those whose origin is known, 0 to 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TypedRate { get; init; }
}

/// <summary>The JSON of the data set.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DataSetPeriod))]
public sealed partial class DataSetJson : JsonSerializerContext;
