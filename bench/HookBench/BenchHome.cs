namespace ToolTime.HookBench;

/// <summary>A folder for the run: a home, and one hook's input as a file.</summary>
internal sealed class BenchHome : IDisposable
{
    private const string Event = "PostToolUse";

    private readonly string _event;

    /// <summary>Beside the end of a Read, a call with every field that is hashed, another event of another tool can be taken.</summary>
    public BenchHome(string eventName = Event, string? tool = null)
    {
        _event = eventName;
        tool ??= eventName == Event ? "Read" : null;
        var line = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "hooks.jsonl"))
            .First(line =>
                line.Contains($"\"{eventName}\"", StringComparison.Ordinal)
                && (tool is null || line.Contains($"\"{tool}\"", StringComparison.Ordinal))
            );
        File.WriteAllText(Input, line + "\n");
    }

    /// <summary>A home in which hooks evaluate a command before it runs, write the audit trail and block.</summary>
    public static BenchHome Guarded()
    {
        var home = new BenchHome("PreToolUse", "Bash");
        Directory.CreateDirectory(home.Home);
        File.WriteAllText(Path.Combine(home.Home, "security.json"), """{"audit":true,"block_from":"critical","block_answer":"deny"}""");
        return home;
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("hook-bench-").FullName;

    public string Home => Path.Combine(Root, "home");

    public string Input => Path.Combine(Root, "input.json");

    public string EventsFile => Path.Combine(Home, "events", "copied.jsonl");

    public int Recorded =>
        Directory.Exists(Path.Combine(Home, "events"))
            ? Directory
                .EnumerateFiles(Path.Combine(Home, "events"))
                .Sum(path => File.ReadLines(path).Count(line => line.Contains(_event, StringComparison.Ordinal)))
            : 0;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
