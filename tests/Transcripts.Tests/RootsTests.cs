using ToolTime.Transcripts.ClaudeCode;
using ToolTime.Transcripts.OpenClaw;
using ToolTime.Transcripts.Pi;
using ToolTime.Transcripts.Qwen;

namespace ToolTime.Transcripts.Tests;

/// <summary>Where clients' variables and platforms put transcripts.</summary>
public sealed class RootsTests : IDisposable
{
    private readonly TranscriptHome _test = new();

    [Theory]
    [InlineData("QWEN_RUNTIME_DIR", "run/projects/-home-dev-shop/chats/a.jsonl")]
    [InlineData("QWEN_HOME", "home/projects/-home-dev-shop/chats/archive/a.jsonl")]
    public void Find_QwenElsewhere_IsThere(string variable, string file)
    {
        _test.Environment[variable] = _test.In(file.Split('/')[0]);
        Write(file);
        Write("user/.qwen/projects/-home-dev-shop/chats/b.jsonl");
        Assert.Equal([("a", "-home-dev-shop")], Found(new QwenFormat()));
    }

    [Fact]
    public void Find_QwenRunsElsewhereThanItsSettingsAre_IsWhereItRuns()
    {
        _test.Environment["QWEN_HOME"] = _test.In("home");
        _test.Environment["QWEN_RUNTIME_DIR"] = _test.In("run");
        Write("home/projects/-p/chats/a.jsonl");
        Write("run/projects/-p/chats/b.jsonl");
        Assert.Equal([("b", "-p")], Found(new QwenFormat()));
    }

    [Fact]
    public void Find_PiSessionsElsewhere_AreThereToo()
    {
        _test.Environment["PI_CODING_AGENT_SESSION_DIR"] = _test.In("sessions");
        Write("sessions/2026-11-20_a.jsonl");
        Write("user/.pi/agent/sessions/--home-dev-shop--/2026-11-20_b.jsonl");
        Assert.Equal(["a", "b"], Found(new PiFormat()).Select(file => file.Session));
    }

    [Theory]
    [InlineData("OPENCLAW_HOME", "elsewhere", "elsewhere/.openclaw")]
    [InlineData("OPENCLAW_STATE_DIR", "state", "state")]
    [InlineData("CLAWDBOT_STATE_DIR", "state", "state")]
    public void Find_OpenClawElsewhere_IsThere(string variable, string named, string state)
    {
        _test.Environment[variable] = _test.In(named);
        Write($"{state}/agents/main/sessions/a.jsonl");
        Write("user/.openclaw/agents/main/sessions/b.jsonl");
        Assert.Equal([("a", "main")], Found(new OpenClawFormat()));
    }

    [Theory]
    [InlineData("OPENCLAW_HOME")]
    [InlineData("OPENCLAW_STATE_DIR")]
    public void Find_OpenClawWithABlankVariable_IsWhereItUsuallyIs(string variable)
    {
        _test.Environment[variable] = " ";
        Write("user/.openclaw/agents/main/sessions/b.jsonl");
        Assert.Equal([("b", "main")], Found(new OpenClawFormat()));
    }

    [Theory]
    [InlineData("user/.config/Claude")]
    [InlineData("user/Library/Application Support/Claude")]
    [InlineData("user/.config/Claude-3p")]
    [InlineData("user/Library/Application Support/Claude-3p")]
    [InlineData("roaming/Claude")]
    [InlineData("roaming/Claude-3p")]
    [InlineData("local/Claude-3p")]
    [InlineData("local/Packages/Claude_pzs8sxrjxfjjc/LocalCache/Roaming/Claude")]
    public void Find_CoworkSessions_AreThoseOfClaudeCodeInside(string application)
    {
        _test.Environment["APPDATA"] = _test.In("roaming");
        _test.Environment["LOCALAPPDATA"] = _test.In("local");
        var session = $"{application}/local-agent-mode-sessions/w/g/local_1";
        Write($"{session}/audit.jsonl");
        Write($"{session}/.claude/projects/-sessions-x/a.jsonl");
        Write($"{session}/.claude/projects/-sessions-x/a/subagents/agent-1.jsonl");
        Assert.Equal([("a", "-sessions-x"), ("a", "-sessions-x")], Found(new ClaudeCodeFormat()));
    }

    public void Dispose() => _test.Dispose();

    private List<(string Session, string Folder)> Found(ITranscriptFormat format) =>
        [.. format.Find(name => _test.Environment.GetValueOrDefault(name)).Select(file => (file.Session, file.Folder)).Order()];

    private void Write(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_test.In(file))!);
        File.WriteAllText(_test.In(file), "{}\n");
    }
}
