namespace ToolTime.HookBench;

/// <summary>A folder for the run: a home, and one hook's input as a file.</summary>
internal sealed class BenchHome : IDisposable
{
    private const string Event = "PostToolUse";

    private readonly string _event;

    /// <summary>Beside the end of a Read, a call with every field that is hashed, the end of a turn can be taken.</summary>
    public BenchHome(string eventName = Event)
    {
        _event = eventName;
        var line = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "hooks.jsonl"))
            .First(line =>
                line.Contains($"\"{eventName}\"", StringComparison.Ordinal)
                && (eventName != Event || line.Contains("\"Read\"", StringComparison.Ordinal))
            );
        File.WriteAllText(Input, line + "\n");
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
