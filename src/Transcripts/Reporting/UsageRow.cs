using System.Text.Json.Serialization;

namespace ToolTime.Transcripts.Reporting;

/// <summary>A row of a report on usage. The members that are there say what it covers; each report leaves out the others.</summary>
internal sealed record UsageRow
{
    /// <summary>A day (2026-11-20), an ISO week (2026-W47) or a month (2026-11).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Period { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Session { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Project { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Client { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BlockWindow? Block { get; init; }

    /// <summary>When the first and the last response was, in UTC.</summary>
    public required string? First { get; init; }

    public required string? Last { get; init; }

    /// <summary>Each token is in one kind only: the input holds none that a cache does.</summary>
    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    /// <summary>Written to caches, of whatever lifetime.</summary>
    public required long CacheWriteTokens { get; init; }

    /// <summary>Those of them that live an hour, which cost more.</summary>
    [JsonPropertyName("cache_write_1h_tokens")]
    public required long CacheWrite1hTokens { get; init; }

    public required long CacheReadTokens { get; init; }

    public required long TotalTokens { get; init; }

    /// <summary>In dollars, of the models that have a price; null where none of them has.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>The models without a price, whose tokens are not in the cost.</summary>
    public required IReadOnlyCollection<string> UnpricedModels { get; init; }

    public required IReadOnlyCollection<string> Models { get; init; }

    public required int Responses { get; init; }

    /// <summary>Of them those whose final usage never came: their output is at least what is counted.</summary>
    public required int UnfinishedResponses { get; init; }

    /// <summary>Searches of the web, which are in the cost.</summary>
    public required long WebSearches { get; init; }

    /// <summary>
    /// Null, with what follows, where a report has no calls: transcripts do not say which response's model a call belongs to.
    /// </summary>
    public required long? Calls { get; init; }

    /// <summary>
    /// The calls whose result was seen. Where there are none, errors and rejections are null: "not measured" is not zero.
    /// </summary>
    public required long? ObservedCalls { get; init; }

    public required long? Errors { get; init; }

    public required long? Rejections { get; init; }

    public required long? EditsWithoutRead { get; init; }

    public static UsageRow From(UsageTally tally) => new()
    {
        First = ReportTime.Utc(tally.First),
        Last = ReportTime.Utc(tally.Last),
        InputTokens = tally.Tokens.Input,
        OutputTokens = tally.Tokens.Output,
        CacheWriteTokens = tally.Tokens.CacheWrite,
        CacheWrite1hTokens = tally.Tokens.CacheWrite1h,
        CacheReadTokens = tally.Tokens.CacheRead,
        TotalTokens = tally.Tokens.Total,
        CostUsd = tally.Cost == 0 && tally.Unpriced.Count > 0 ? null : decimal.Round(tally.Cost, 6),
        UnpricedModels = tally.Unpriced,
        Models = tally.Models,
        Responses = tally.Responses,
        UnfinishedResponses = tally.Unfinished,
        WebSearches = tally.WebSearches,
        Calls = tally.Calls?.Calls,
        ObservedCalls = tally.Calls?.ObservedCalls,
        Errors = tally.Calls is { ObservedCalls: > 0 } ? tally.Calls.Errors : null,
        Rejections = tally.Calls is { ObservedCalls: > 0 } ? tally.Calls.Rejections : null,
        EditsWithoutRead = tally.Calls?.EditsWithoutRead,
    };
}
