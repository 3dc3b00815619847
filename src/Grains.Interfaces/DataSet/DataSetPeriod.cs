using System.Text.Json.Serialization;
using ToolTime.Publication;

namespace ToolTime.DataSet;

/// <summary>All that was published of a final week, or four, as rows. A file of it never changes, so nor does this record's JSON.</summary>
public sealed record DataSetPeriod
{
    /// <summary>The form in which files are written.</summary>
    public const int CurrentForm = 1;

    /// <summary>The form of the file.</summary>
    public required int Form { get; init; }

    /// <summary>The period, its denominators, and the rules in force when it was made.</summary>
    public required StatsWindow Window { get; init; }

    /// <summary>The rows, by client, dimension and name.</summary>
    public required IReadOnlyList<DataSetRow> Rows { get; init; }
}

/// <summary>
/// One name of a final period, over all clients or of one; docs/statistics.md defines each figure. Null is "not measured" or "too few".
/// Members that are not required came later: a period that has none of them does not name them, so that its file stays what it was.
/// </summary>
public sealed record DataSetRow
{
    /// <summary>The client; null for all together.</summary>
    public required string? Client { get; init; }

    /// <summary>The dimension; <c>all</c> for the period as a whole.</summary>
    public required string Dimension { get; init; }

    /// <summary>
    /// The name. Of a dimension <c>custom</c> with <see cref="Custom"/> for all names that are not listed; of <c>all</c>:
    /// <c>everything</c>,
    /// whose calls are reports, <c>edit_without_read</c>, <c>any_mcp_server</c>, <c>any_skill</c>, <c>any_plugin</c>, <c>any_unlisted</c>.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>True for what stands for names that are not listed.</summary>
    public required bool Custom { get; init; }

    /// <summary>Distinct submitters.</summary>
    public required long UniqueSubmitters { get; init; }

    /// <summary>Their share of the period's submitters, or the client's, 0 to 1.</summary>
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

    /// <summary>Rejections over the calls for which they were counted, 0 to 1.</summary>
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
    /// Of tools and servers: the lower quartile of submitters' medians of how long a call ran, in milliseconds; null under 20 of them.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? DurationP25Ms { get; init; }

    /// <summary>
    /// The median of submitters' medians of how long a call ran, in milliseconds, of those with at least five timed calls.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? DurationMedianMs { get; init; }

    /// <summary>The upper quartile of these medians; null under 20 of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? DurationP75Ms { get; init; }

    /// <summary>Of skills: invocations that users typed over those of which it is known who began them, 0 to 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TypedRate { get; init; }
}

/// <summary>The JSON of the data set.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DataSetPeriod))]
public sealed partial class DataSetJson : JsonSerializerContext;
