using System.Text.Json.Serialization;

namespace ToolTime.Recording.Usage;

/// <summary>One UTC day of one client on this machine, exactly as sent: members and their order are the wire's.</summary>
internal sealed record DayCell
{
    public required DateOnly Day { get; init; }

    /// <summary>Grows whenever anything else in the cell changes; 0 for a cell that was never stored.</summary>
    public long Revision { get; init; }

    public required SortedDictionary<string, ToolCount> Tools { get; init; }

    public required SortedDictionary<string, SkillCount> Skills { get; init; }

    public required SortedDictionary<string, McpServerCount> McpServers { get; init; }

    public required IReadOnlyList<string> Plugins { get; init; }

    /// <summary>Sessions of the day that started with the model. Hooks do not report requests, so this stands in for them.</summary>
    public required SortedDictionary<string, int> Models { get; init; }

    /// <summary>Null for a client whose hooks do not report edits.</summary>
    public int? EditWithoutRead { get; init; }

    /// <summary>True if nothing was counted; plugins alone are not worth sending.</summary>
    [JsonIgnore]
    public bool IsEmpty => Tools.Count == 0 && Skills.Count == 0 && McpServers.Count == 0 && Models.Count == 0;
}
