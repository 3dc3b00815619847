namespace ToolTime.Uploader.Tests.Mcp;

/// <summary>A home with the transcript of a recorded Claude Code session.</summary>
internal static class RecordedSession
{
    public static TestHome Make(string clock)
    {
        var test = new TestHome(clock);
        test.Environment["TZ"] = "UTC";
        var folder = Path.Combine(test.User, ".claude", "projects", "-home-dev-project");
        Directory.CreateDirectory(folder);
        var transcript = Path.Combine(folder, "f8fcc89f.jsonl");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "fixtures", "claude-code-2.1.197", "transcript.jsonl"), transcript);
        // When it was written, by the clock that the test runs under.
        File.SetLastWriteTimeUtc(transcript, new DateTime(2026, 11, 21, 3, 22, 0, DateTimeKind.Utc));
        return test;
    }
}
