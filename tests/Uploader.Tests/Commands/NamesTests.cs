using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>`tooltime names`: what is not on the public list, and an issue that asks for it.</summary>
public sealed class NamesTests
{
    [Fact]
    public void Names_UsedHere_AreThoseThatAreNotListed()
    {
        using var test = WithCalls("Bash", "mcp__acme-tools__do", "mcp__github__create_pull_request", "AcmeTool");

        var names = JsonNode.Parse(test.Run("names", "--json").Output)!["names"]!.AsArray();

        Assert.Equal(["mcp_server acme-tools 1", "tool AcmeTool 1"], names.Select(name => $"{name!["kind"]} {name["name"]} {name["calls"]}"));
        Assert.Contains("acme-tools", test.Run("names").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_AllListed_SaysSo()
    {
        using var test = WithCalls("Bash");

        Assert.Equal("Every name that was used here is on the public list.\n", test.Run("names").Messages);
    }

    [Fact]
    public void Propose_NamesThatWereUsed_PrintsAnIssueWithTheirLines()
    {
        using var test = WithCalls("mcp__acme-tools__do", "AcmeTool");

        var issue = test.Run("names", "propose", "acme-tools", "AcmeTool");

        Assert.Contains("Title: List acme-tools, AcmeTool\n", issue.Output, StringComparison.Ordinal);
        Assert.Contains("\nadd mcp_server acme-tools\nadd tool AcmeTool\n", issue.Output, StringComparison.Ordinal);
        Assert.StartsWith("Nothing was sent.", issue.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("was not used here", "acme@market")]
    [InlineData("is listed already", "github", "--kind", "mcp_server")]
    [InlineData("cannot be listed", "a b", "--kind", "skill")]
    [InlineData("cannot be listed", "mcp__a__b", "--kind", "tool")]
    public void Propose_ANameThatCannotBe_SaysWhy(string why, params string[] args)
    {
        using var test = WithCalls("Bash");

        var answer = test.Run(["names", "propose", .. args]);

        Assert.Contains(why, answer.Messages, StringComparison.Ordinal);
        Assert.Equal("", answer.Output);
        Assert.NotEqual(0, answer.ExitCode);
    }

    [Fact]
    public void Propose_APluginOfAnAuthor_NeedsNoUse()
    {
        using var test = WithCalls("Bash");

        Assert.Contains("\nadd plugin acme@market\n", test.Run("names", "propose", "acme@market", "--kind", "plugin").Output, StringComparison.Ordinal);
    }

    private static TestHome WithCalls(params string[] tools)
    {
        var test = new TestHome("2026-11-21T04:00:00Z");
        var folder = Directory.CreateDirectory(Path.Combine(test.User, ".claude", "projects", "-work-shop"));
        File.WriteAllLines(Path.Combine(folder.FullName, "s.jsonl"), tools.Select((tool, number) =>
            $$$$"""{"type":"assistant","timestamp":"2026-11-20T10:00:0{{{{number}}}}Z","sessionId":"s","cwd":"/work/shop","uuid":"u{{{{number}}}}","requestId":"r{{{{number}}}}","message":{"id":"m{{{{number}}}}","role":"assistant","model":"claude-opus-4-5","content":[{"type":"tool_use","id":"t{{{{number}}}}","name":"{{{{tool}}}}","input":{}}],"usage":{"input_tokens":1,"output_tokens":1}}}"""));
        return test;
    }
}
