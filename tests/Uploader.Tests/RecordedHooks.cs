namespace ToolTime.Uploader.Tests;

/// <summary>The hooks of one real session of Claude Code: 10 calls of which 2 failed, one skill, one MCP call.</summary>
internal static class RecordedHooks
{
    /// <summary>Pieces of the session's prompts, paths, commands, outputs and errors, and its identifiers.</summary>
    public static readonly string[] Canaries =
    [
        "run the lab", "All steps are done", "/home/dev", "notes.txt", "missing.txt", "/etc/hostname", "/etc/passwd", "dev-host",
        "echo hello", "hello from the lab", "say hello", "exit 3", "Exit code", "fail on purpose", "does not exist", "three",
        "f8fcc89f", "toolu_", "61bd01d7",
    ];

    public static IReadOnlyList<string> Lines { get; } =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "fixtures", "claude-code-2.1.197", "hooks.jsonl"));
}
