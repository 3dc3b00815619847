using System.Text.Json.Serialization;

namespace ToolTime.Transcripts.Reporting;

/// <summary>A row of a report on calls: a tool, a skill, an MCP server, a plugin or an agent.</summary>
internal sealed record NameRow
{
    public required string Name { get; init; }

    public required long Calls { get; init; }

    /// <summary>The calls whose result was seen. If there are none, errors and rejections are null: "not measured" is not zero.</summary>
    public required long ObservedCalls { get; init; }

    public required long? Errors { get; init; }

    public required long? Rejections { get; init; }

    /// <summary>Calls that ended before they ran: cancelled next to a failed one, skipped or interrupted. They are not observed.</summary>
    public required long NotRun { get; init; }

    /// <summary>Errors over calls that ended, including those that never ran, from 0 to 1.</summary>
    public required double? ErrorRate { get; init; }

    public required int Sessions { get; init; }

    /// <summary>The last day on which it was called, in the report's zone.</summary>
    public required DateOnly? LastUsed { get; init; }

    /// <summary>Only for tools.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? EditsWithoutRead { get; init; }

    /// <summary>Only for skills: how often the user started them with a slash. The other calls are the agent's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ByUser { get; init; }

    /// <summary>Only for MCP servers: how many of its tools were called.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Tools { get; init; }

    /// <summary>Only for tools and MCP servers: the calls whose duration is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TimedCalls { get; init; }

    /// <summary>In milliseconds, by the nearest rank: half of the timed calls took no longer. Null if none is timed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DurationP50Ms { get; init; }

    /// <summary>In milliseconds, by the nearest rank: 95 of 100 timed calls took no longer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DurationP95Ms { get; init; }

    /// <summary>For all but tools: the usage of responses that the client attributes to them. Null if it attributes none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AttributedUsage? Attributed { get; init; }
}

/// <summary>The usage of responses attributed to one name.</summary>
internal sealed record AttributedUsage
{
    public required int Responses { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required long CacheWriteTokens { get; init; }

    public required long CacheReadTokens { get; init; }

    public required long TotalTokens { get; init; }

    /// <summary>In dollars, over the models that have a price; null if none has.</summary>
    public required decimal? CostUsd { get; init; }

    public static AttributedUsage From(UsageTally tally) => new()
    {
        Responses = tally.Responses,
        InputTokens = tally.Tokens.Input,
        OutputTokens = tally.Tokens.Output,
        CacheWriteTokens = tally.Tokens.CacheWrite,
        CacheReadTokens = tally.Tokens.CacheRead,
        TotalTokens = tally.Tokens.Total,
        CostUsd = tally.Cost == 0 && tally.Unpriced.Count > 0 ? null : decimal.Round(tally.Cost, 6),
    };
}
