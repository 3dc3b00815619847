using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Security.Sessions;

namespace ToolTime.Monitor.Tests.Sessions;

public sealed class SecurityScanTests : IDisposable
{
    private readonly ClaudeTranscript _transcripts = new();

    public void Dispose() => _transcripts.Dispose();

    [Fact]
    public void Run_SessionWithFindings_HasThemWithItsRiskAndItsParts()
    {
        _transcripts.Write("s1.jsonl", _transcripts.Bash("ls"), _transcripts.Bash("rm -rf ~/old"), _transcripts.Bash("rm -rf ~/older"));

        var session = Assert.Single(Scan());
        Assert.Equal(
            ("claude-code", "s1", Engine.Project, 3, 0), (session.Client, session.Session, session.Project, session.Calls, session.Denied));
        Assert.Equal(["rm -rf ~/old", "rm -rf ~/older"], session.Found.SelectMany(call => call.Findings).Select(finding => finding.Segment));
        var part = Assert.Single(session.Risk.Parts);
        Assert.Equal(("files.delete-outside", 2, 54.0, 54.0), (part.Rule, part.Count, part.Risk, session.Risk.Total));
    }

    [Fact]
    public void Run_RefusedCall_IsShownAndAddsNoRisk()
    {
        _transcripts.Write("s1.jsonl", _transcripts.Bash("rm -rf ~/old", isDenied: true));

        var session = Assert.Single(Scan());
        Assert.True(Assert.Single(session.Found).IsDenied);
        Assert.Equal((1, 0.0), (session.Denied, session.Risk.Total));
    }

    [Fact]
    public void Run_CallCopiedByAFork_CountsOnce()
    {
        _transcripts.Write("s1.jsonl", _transcripts.Bash("rm -rf ~/old", id: "same"));
        _transcripts.Write("s2.jsonl", _transcripts.Bash("rm -rf ~/old", id: "same"), _transcripts.Bash("git push --force"));

        Assert.Equal(2, Scan().Sum(session => session.Found.Count));
    }

    [Fact]
    public void Run_SubAgentsTranscript_BelongsToItsSession()
    {
        _transcripts.Write("s1.jsonl", _transcripts.Bash("ls"));
        _transcripts.Write("s1/subagents/agent-a1.jsonl", _transcripts.Bash("cat ~/.ssh/id_rsa"));

        Assert.Equal(("s1", 2), (Assert.Single(Scan()).Session, Scan()[0].Calls));
    }

    [Fact]
    public void Run_FiveRefusedCalls_AreUnusual()
    {
        _transcripts.Write("s1.jsonl", [.. Enumerable.Range(0, 5).Select(_ => _transcripts.Bash("make", isDenied: true))]);

        Assert.Equal("behaviour.denied", Assert.Single(Assert.Single(Scan()).Behaviour).Rule);
    }

    [Fact]
    public void Run_SecretInACommand_IsReplaced()
    {
        var token = "ghp_" + new string('a', 36);
        _transcripts.Write("s1.jsonl", _transcripts.Bash($"rm -rf ~/{token}"));

        var finding = Assert.Single(Assert.Single(Scan()).Found).Findings[0];
        Assert.Equal("rm -rf ~/[redacted:github-token]", finding.Segment);
        Assert.DoesNotContain(token, finding.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_CallsBeforeTheFirstDay_AreLeftOut()
    {
        _transcripts.Write("s1.jsonl", _transcripts.Bash("rm -rf ~/old"));

        Assert.Empty(Scan(ClaudeTranscript.Begin.AddHours(1)));
    }

    [Fact]
    public void Run_InputThatIsNoObject_IsSkipped()
    {
        _transcripts.Write("s1.jsonl", ["{\"type\":\"assistant\",\"usage\":{}, torn"], _transcripts.Bash("rm -rf ~/old"));

        Assert.Single(Assert.Single(Scan()).Found);
    }

    private IReadOnlyList<SessionSecurity> Scan(DateTimeOffset? since = null) =>
        new SecurityScan(new SecurityEngine(UserRules.None, new NoLinks(), redacts: true), _transcripts.Environment)
            .Run(since ?? DateTimeOffset.UnixEpoch);
}
