using System.Text.Json;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>A call of a tool, as an agent's hook or transcript has it.</summary>
public sealed record ToolCall
{
    /// <summary>The tool's name, as the agent calls it: `Bash`, `Write`, `mcp__github__create_issue`.</summary>
    public required string ToolName { get; init; }

    /// <summary>What the tool gets, an object.</summary>
    public required JsonElement Input { get; init; }

    /// <summary>The working directory, absolute; empty where it is not known.</summary>
    public required string Cwd { get; init; }

    /// <summary>The project's folder, absolute; null where it is the working directory.</summary>
    public string? Project { get; init; }

    /// <summary>The user's home, absolute; null where it follows from the working directory.</summary>
    public string? Home { get; init; }
}
