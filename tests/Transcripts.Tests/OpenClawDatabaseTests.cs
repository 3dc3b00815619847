using ZstdSharp;
using static ToolTime.Transcripts.Tests.ClientDatabase;

namespace ToolTime.Transcripts.Tests;

/// <summary>OpenClaw's sessions, in files that it moves into a database.</summary>
public sealed class OpenClawDatabaseTests : IDisposable
{
    private readonly TranscriptHome _test = new();

    private string OpenClaw => _test.In("user/.openclaw/agents/main/agent/openclaw-agent.sqlite");

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Read_OpenClawFileUnderTwoOfTheFolders_IsReadOnce()
    {
        foreach (var folder in (string[])[".openclaw", ".clawdbot"])
        {
            var file = _test.In($"user/{folder}/agents/main/sessions/s1.jsonl");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllLines(
                file,
                [
                    """{"type":"message","id":"a1","timestamp":"2026-11-20T10:01:00.000Z","message":{"role":"assistant","model":"claude-sonnet-4-6","usage":{"input":100,"output":10}}}""",
                    """{"type":"message","id":""",
                ]
            );
        }

        var read = _test.Read();
        Assert.Equal((1, 100, 1), (read.Responses, read.Input, read.Skipped.Torn));
    }

    [Fact]
    public void Read_OpenClawSessionThatWasMovedOver_CountsOnce()
    {
        string[] lines =
        [
            """{"type":"session","version":3,"id":"s1","timestamp":"2026-11-20T10:00:00.000Z","cwd":"/home/dev/shop"}""",
            """{"type":"message","id":"a1","timestamp":"2026-11-20T10:01:00.000Z","message":{"role":"assistant","model":"claude-sonnet-4-6","usage":{"input":100,"output":10}}}""",
        ];
        const string newer =
            """{"type":"message","id":"a2","timestamp":"2026-11-20T10:02:00.000Z","message":{"role":"assistant","model":"claude-sonnet-4-6","usage":{"input":7,"output":1}}}""";
        var file = _test.In("user/.openclaw/agents/main/sessions/s1.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllLines(file, lines);
        Assert.Equal((1, 100), (_test.Read().Responses, _test.Read().Input));

        Directory.CreateDirectory(Path.GetDirectoryName(OpenClaw)!);
        using var writer = Open(OpenClaw);
        Run(
            writer,
            "CREATE TABLE transcript_events (session_id text, seq integer, event_json text, event_zstd blob, created_at integer, PRIMARY KEY (session_id, seq))"
        );
        foreach (var (line, number) in lines.Select((line, number) => (line, number)))
        {
            Run(writer, "INSERT INTO transcript_events VALUES ('s1', $seq, $line, NULL, 0)", ("$seq", number), ("$line", line));
        }

        using var compressor = new Compressor();
        Run(writer, "INSERT INTO transcript_events VALUES ('s1', 3, NULL, $line, 0)", ("$line", "no zstd"u8.ToArray()));
        Run(writer, "INSERT INTO transcript_events VALUES ('s1', 4, NULL, NULL, NULL)");
        Run(
            writer,
            "INSERT INTO transcript_events VALUES ('s1', 2, NULL, $line, 0)",
            ("$line", compressor.Wrap(System.Text.Encoding.UTF8.GetBytes(newer)).ToArray())
        );
        var read = _test.Read();
        Assert.Equal((2, 107, 1), (read.Responses, read.Input, read.Skipped.Torn));
    }
}
