using ToolTime.Monitor.Insights.Findings;

namespace ToolTime.Monitor.Tests.Insights;

/// <summary>Each kind of insight in a session where it is found, and in a similar one where it is not.</summary>
public sealed class InsightRulesTests : IDisposable
{
    private readonly Conversation _talk = new();

    public void Dispose() => _talk.Dispose();

    [Fact]
    public void Retries_SameCallFailsThreeTimes_AreFoundWithTheirCost()
    {
        for (var i = 0; i < 4; i++)
        {
            _talk.Bash("npm test --token=ghp_0123456789012345678901234567890123456", fails: true);
        }

        _talk.Answer();

        var insight = Assert.Single(_talk.Insights());
        Assert.Equal(("retries.unchanged", 3.0), (insight.Kind, insight.Figures[0].Value));
        // Three of five responses, each of 10 input, 1,000 written, 20,000 read and 300 output tokens.
        Assert.Equal(3 * ((10 * 5m) + (1000 * 6.25m) + (20_000 * 0.5m) + (300 * 25)) / 1_000_000, insight.CostUsd);
        var evidence = Assert.Single(insight.Evidence);
        Assert.Equal(("claude-code", "s1", "shop", Conversation.Begin.AddSeconds(10)), (evidence.Client, evidence.Session, evidence.Project, evidence.At));
        Assert.DoesNotContain("ghp_", evidence.What, StringComparison.Ordinal);
        Assert.Contains("failed 4 times in a row", evidence.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Retries_SomethingWasChangedInBetween_AreNotFound()
    {
        _talk.Read();
        for (var i = 0; i < 3; i++)
        {
            _talk.Bash("npm test", fails: true);
            _talk.Edit();
        }

        Assert.Empty(_talk.Insights());
    }

    [Fact]
    public void Loops_FileIsChangedAfterFourFailures_IsFound()
    {
        _talk.Read();
        for (var i = 0; i < 5; i++)
        {
            _talk.Edit();
            _talk.Bash($"npm test {i}", fails: true);
        }

        var insight = Assert.Single(_talk.Insights(), one => one.Kind is "loops.file");
        Assert.Equal(4, insight.Figures[1].Value);
        Assert.Contains("shop/a.cs", insight.Evidence[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public void Loops_TestsPassInBetween_AreNotFound()
    {
        _talk.Read();
        for (var i = 0; i < 8; i++)
        {
            _talk.Edit();
            _talk.Bash($"npm test {i}");
        }

        Assert.Empty(_talk.Insights());
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    public void Looks_SameFileWithoutAChange_AreFoundFromFiveOn(int times, bool isFound)
    {
        for (var i = 0; i < times; i++)
        {
            _talk.Read();
        }

        Assert.Equal(isFound ? ["loops.looks"] : [], _talk.Kinds());
    }

    [Fact]
    public void Looks_FileWasChangedInBetween_AreNotFound()
    {
        for (var i = 0; i < 6; i++)
        {
            _talk.Read();
            _talk.Edit();
        }

        Assert.Empty(_talk.Insights());
    }

    [Fact]
    public void UnreadEdits_ThreeFailed_AreFoundWithWhatFollowed()
    {
        foreach (var file in (string[])["a.cs", "b.cs", "c.cs"])
        {
            _talk.Edit(file, fails: true);
            _talk.Read(file);
            _talk.Edit(file);
        }

        var insight = Assert.Single(_talk.Insights());
        Assert.Equal(("edits.unread", 3.0), (insight.Kind, insight.Figures[0].Value));
        Assert.NotNull(insight.CostUsd);
        Assert.Equal("Edit shop/a.cs", insight.Evidence[0].What);
    }

    [Fact]
    public void UnreadEdits_FailedForAnotherReason_AreNotFound()
    {
        foreach (var file in (string[])["a.cs", "b.cs", "c.cs"])
        {
            _talk.Read(file);
            _talk.Edit(file, fails: true);
            _talk.Edit(file);
        }

        Assert.Empty(_talk.Insights());
    }

    [Theory]
    [InlineData("cat a.cs", true)]
    [InlineData("sed -n 10,40p a.cs", true)]
    [InlineData("cd src && head -50 a.cs", true)]
    [InlineData("cat a.cs | grep x", false)]
    [InlineData("cat > a.cs", false)]
    [InlineData("tail -f log", false)]
    [InlineData("ls", false)]
    public void ShellReads_CommandsThatOnlyShowAFile_AreFound(string command, bool isFound)
    {
        _talk.Read("other.cs");
        for (var i = 0; i < 10; i++)
        {
            _talk.Bash(command);
        }

        Assert.Equal(isFound ? ["shell.reads"] : [], _talk.Kinds());
    }

    [Fact]
    public void ShellReads_ClientWithoutAToolForIt_IsLeftAlone()
    {
        for (var i = 0; i < 10; i++)
        {
            _talk.Bash("cat a.cs");
        }

        Assert.Empty(_talk.Insights());
    }

    [Theory]
    [InlineData("attributionSkill", "costs.skill")]
    [InlineData("attributionPlugin", "costs.plugin")]
    [InlineData("attributionMcpServer", "costs.mcp-server")]
    [InlineData("attributionAgent", "costs.agent")]
    public void Costs_AQuarterIsOnOneAccount_IsFound(string member, string kind)
    {
        _talk.Tokens = (10, 300_000, 0, 3000);
        _talk.Answer();
        _talk.More[member] = "reviewer";
        for (var i = 2; i < 5; i++)
        {
            _talk.In($"s{i}");
            _talk.Answer();
        }

        var insight = Assert.Single(_talk.Insights());
        Assert.Equal((kind, "reviewer", 0.75), (insight.Kind, insight.Subject, insight.Figures[1].Value));
        Assert.Equal(["s2", "s3", "s4"], insight.Evidence.Select(evidence => evidence.Session));
    }

    [Fact]
    public void Costs_LittleMoney_IsNotFound()
    {
        _talk.More["attributionSkill"] = "reviewer";
        _talk.Answer();

        Assert.Empty(_talk.Insights());
    }

    [Fact]
    public void Failures_ServerFailsMoreThanOthers_IsFound()
    {
        for (var i = 0; i < 20; i++)
        {
            _talk.Bash($"make {i}");
        }

        for (var i = 0; i < 10; i++)
        {
            _talk.Call("mcp__db__query", new { sql = $"select {i}" }, fails: i % 2 == 0);
        }

        var insight = Assert.Single(_talk.Insights());
        Assert.Equal(("failures.mcp-server", "db", 5.0), (insight.Kind, insight.Subject, insight.Figures[0].Value));
    }

    [Fact]
    public void Failures_ToolFailsOrCommandsDo_AreFoundOfTheToolAlone()
    {
        for (var i = 0; i < 10; i++)
        {
            _talk.Bash($"test {i}", fails: true);
            _talk.Read($"{i}.cs");
            _talk.Read($"other {i}.cs");
            _talk.Call("WebFetch", new { url = $"https://example.org/{i}" }, fails: true);
        }

        Assert.Equal(["failures.tool WebFetch"], _talk.Insights().Select(insight => $"{insight.Kind} {insight.Subject}"));
    }

    [Fact]
    public void Failures_EverythingFailsAlike_IsNotFound()
    {
        for (var i = 0; i < 20; i++)
        {
            _talk.Bash($"make {i}", fails: i % 2 == 0);
            _talk.Call("mcp__db__query", new { sql = $"select {i}" }, fails: i % 2 == 0);
        }

        Assert.Empty(_talk.Insights());
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    public void Rejections_OfATool_AreFoundFromFiveOn(int times, bool isFound)
    {
        for (var i = 0; i < times; i++)
        {
            _talk.Bash($"git push origin {i}", denied: "user-rejected");
        }

        for (var i = 0; i < 50; i++)
        {
            _talk.Bash($"ls {i}");
        }

        Assert.Equal(isFound ? ["rejections.tool Bash git push"] : [], _talk.Insights().Select(insight => $"{insight.Kind} {insight.Subject}"));
    }

    [Theory]
    [InlineData("idle", 6, "claude-opus-4-8")]
    [InlineData("model", 1, "claude-opus-4-7")]
    [InlineData("changed", 1, "claude-opus-4-8")]
    public void CacheMisses_AreFoundWithTheirCause(string cause, int minutes, string model)
    {
        for (var i = 0; i < 4; i++)
        {
            _talk.In($"s{i}");
            _talk.Model = "claude-opus-4-8";
            _talk.Tokens = (10, 150_000, 0, 100);
            _talk.Answer();
            _talk.At = _talk.At.AddMinutes(minutes);
            _talk.Model = model;
            _talk.Tokens = (10, 151_000, 0, 100);
            _talk.Answer();
        }

        var insight = Assert.Single(_talk.Insights());
        Assert.Equal(($"cache.{cause}", 600_000.0), (insight.Kind, insight.Figures[1].Value));
        // What was cached, at the price of writing it minus that of reading it.
        Assert.Equal(600_000 * (6.25m - 0.5m) / 1_000_000, insight.CostUsd);
    }

    [Fact]
    public void CacheMisses_ReadFromTheCacheOrCompacted_AreNotFound()
    {
        for (var i = 0; i < 4; i++)
        {
            _talk.In($"s{i}");
            _talk.Tokens = (10, 150_000, 0, 100);
            _talk.Answer();
            _talk.Tokens = (10, 1000, 150_000, 100);
            _talk.Answer();
            _talk.At = _talk.At.AddMinutes(30);
            _talk.Tokens = (10, 30_000, 0, 100);
            _talk.Answer();
        }

        Assert.Empty(_talk.Insights());
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(3, false)]
    public void FirstTries_OneModelNeedsSecondTries_IsFound(int failing, bool isFound)
    {
        foreach (var (model, failures) in ((string, int)[])[("claude-opus-4-8", 0), ("claude-haiku-4-5", failing)])
        {
            _talk.Model = model;
            for (var i = 0; i < 30; i++)
            {
                _talk.In($"{model} {i}");
                _talk.Say("Change it.");
                _talk.Read();
                _talk.Edit();
                _talk.Bash($"test {i}", fails: i < failures);
                if (i < failures)
                {
                    _talk.Edit();
                }

                _talk.Answer();
            }
        }

        Assert.Equal(isFound ? ["models.first-try"] : [], _talk.Kinds());
    }

    [Fact]
    public void Insights_OfTheSameSessions_AreTheSame()
    {
        for (var i = 0; i < 12; i++)
        {
            _talk.Bash("cat a.cs");
            _talk.Bash("npm test", fails: true);
            _talk.Read("b.cs");
        }

        var (first, second) = (_talk.Insights(), _talk.Insights());
        Assert.Equal(first.Select(Text), second.Select(Text));
        Assert.True(first.Count >= 3);

        static string Text(Insight insight) => $"{insight.Kind} {insight.Says} {insight.CostUsd} {string.Join(',', insight.Evidence)}";
    }
}
