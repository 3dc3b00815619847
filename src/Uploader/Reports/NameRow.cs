using System.Text.Json.Serialization;

namespace ToolTime.Uploader.Reports;

/// <summary>A row of a report on calls: a tool, a skill or an MCP server.</summary>
internal sealed record NameRow
{
    public required string Name { get; init; }

    public required long Calls { get; init; }

    /// <summary>
    /// The calls whose result was seen. Where there are none, errors and rejections are null: "not measured" is not zero.
    /// </summary>
    public required long ObservedCalls { get; init; }

    public required long? Errors { get; init; }

    public required long? Rejections { get; init; }

    /// <summary>Calls that ended before they ran: cancelled beside a failed one, skipped or interrupted. They are not observed.</summary>
    public required long NotRun { get; init; }

    /// <summary>Errors over calls that ended, those among them that never ran, from 0 to 1.</summary>
    public required double? ErrorRate { get; init; }

    public required int Sessions { get; init; }

    /// <summary>The last day in the report's zone on which it was called.</summary>
    public required DateOnly? LastUsed { get; init; }

    /// <summary>Of tools only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? EditsWithoutRead { get; init; }

    /// <summary>Of MCP servers only: how many of its tools were called.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Tools { get; init; }
}
