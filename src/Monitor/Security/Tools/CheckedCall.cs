using System.Text.Json;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>A tool call to check, from an agent's hook or transcript.</summary>
internal sealed record CheckedCall
{
    /// <summary>The tool's name, as the agent calls it: `Bash`, `Write`, `mcp__github__create_issue`.</summary>
    public required string ToolName { get; init; }

    /// <summary>The tool's input, an object.</summary>
    public required JsonElement Input { get; init; }

    /// <summary>The working directory, absolute; empty if unknown.</summary>
    public required string Cwd { get; init; }

    /// <summary>The project's folder, absolute; null if it is the working directory.</summary>
    public string? Project { get; init; }

    /// <summary>The user's home, absolute; null if it follows from the working directory.</summary>
    public string? Home { get; init; }
}
