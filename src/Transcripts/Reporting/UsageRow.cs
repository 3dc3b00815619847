using System.Text.Json.Serialization;

namespace ToolTime.Transcripts.Reporting;

/// <summary>A row of a usage report. The members present say what it covers; each report leaves out the others.</summary>
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

    /// <summary>When the first and the last response came, in UTC.</summary>
    public required string? First { get; init; }

    public required string? Last { get; init; }

    /// <summary>Each token is in one kind only: the input excludes cached tokens.</summary>
    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    /// <summary>Written to caches of any lifetime.</summary>
    public required long CacheWriteTokens { get; init; }

    /// <summary>The part that lives an hour, which costs more.</summary>
    [JsonPropertyName("cache_write_1h_tokens")]
    public required long CacheWrite1hTokens { get; init; }

    public required long CacheReadTokens { get; init; }

    public required long TotalTokens { get; init; }

    /// <summary>In dollars, over the models that have a price; null if none has.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>The models without a price, whose tokens are not in the cost.</summary>
    public required IReadOnlyCollection<string> UnpricedModels { get; init; }

    public required IReadOnlyCollection<string> Models { get; init; }

    public required int Responses { get; init; }

    /// <summary>Responses whose final usage never came: their output is at least what is counted.</summary>
    public required int UnfinishedResponses { get; init; }

    /// <summary>Web searches, which are included in the cost.</summary>
    public required long WebSearches { get; init; }

    /// <summary>
    /// Null, like the next members, in a report without calls: transcripts do not say which response's model a call belongs to.
    /// </summary>
    public required long? Calls { get; init; }

    /// <summary>The calls whose result was seen. If there are none, errors and rejections are null: "not measured" is not zero.</summary>
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
