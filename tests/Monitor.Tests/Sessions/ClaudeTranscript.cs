using System.Text.Json;

namespace ToolTime.Monitor.Tests.Sessions;

/// <summary>Writes Claude Code transcripts into a home of its own, which is deleted on disposal.</summary>
internal sealed class ClaudeTranscript : IDisposable
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 29, 10, 0, 0, TimeSpan.Zero);

    private readonly string _home = Directory.CreateTempSubdirectory("tooltime-security-").FullName;
    private int _calls;

    public Func<string, string?> Environment => name => name is "HOME" or "USERPROFILE" ? _home : null;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    /// <summary>A tool call, with its result if it was refused.</summary>
    public IEnumerable<string> Call(string tool, Dictionary<string, string> input, bool isDenied = false, string? id = null)
    {
        var number = ++_calls;
        var (at, key) = (Begin.AddSeconds(number).ToString("yyyy-MM-ddTHH:mm:ss.fffZ"), id ?? $"t{number}");
        yield return JsonSerializer.Serialize(new
        {
            type = "assistant",
            uuid = $"u{number}",
            timestamp = at,
            cwd = Engine.Project,
            message = new
            {
                id = $"m{number}",
                model = "claude-opus-4-5",
                content = new[] { new { type = "tool_use", id = key, name = tool, input } },
                usage = new { input_tokens = 1, output_tokens = 1 },
            },
        });
        if (isDenied)
        {
            yield return JsonSerializer.Serialize(new
            {
                type = "user",
                timestamp = at,
                toolDenialKind = "user-rejected",
                message = new { content = new[] { new { type = "tool_result", tool_use_id = key, is_error = true, content = "no" } } },
            });
        }
    }

    public IEnumerable<string> Bash(string command, bool isDenied = false, string? id = null) =>
        Call("Bash", new() { ["command"] = command }, isDenied, id);

    public void Write(string path, params IEnumerable<string>[] calls)
    {
        var file = Path.Combine(_home, ".claude", "projects", "-home-dev-work-app", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllLines(file, calls.SelectMany(lines => lines));
    }
}
