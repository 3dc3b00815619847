using System.Text.Json;
using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Rules;

namespace ToolTime.Monitor.Tests.Checking;

public sealed class CheckLineTests
{
    private static readonly SecurityEngine Rules = new(UserRules.None, new NoLinks());

    [Fact]
    public void Answer_DangerousCall_HasTheExactForm() =>
        Assert.Equal(
            """{"findings":[{"rule":"git.force-push","category":"destructive","severity":"high","technique":"T1485","segment":"git push -f","why":"push --force overwrites or deletes what others have on the remote."}]}""",
            Answer("""{"tool_name":"Bash","tool_input":{"command":"git status && git push -f"},"cwd":"/home/dev/work/app"}"""));

    [Fact]
    public void Answer_BenignCall_HasNoFindings() =>
        Assert.Equal(
            """{"findings":[]}""",
            Answer(
                """{"tool_name":"Bash","tool_input":{"command":"git status","description":"x"},"cwd":"/home/dev/work/app","session_id":"s"}"""
            )
        );

    [Fact]
    public void Answer_HalfOfACharacterAndDeepNesting_HideNothing()
    {
        var deep = new string('[', 100) + new string(']', 100);
        var input = $$"""{"x":{{deep}},"command":"git push -f \ud83d"}""";
        var answer = Answer($$"""{"tool_name":"Bash","tool_input":{{input}},"cwd":"/home/dev/work/app"}""");
        Assert.Contains("git.force-push", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "The line is not JSON.")]
    [InlineData("{", "The line is not JSON.")]
    [InlineData("[]", "The line is not an object.")]
    [InlineData("{}", "`tool_name` is missing or not a string.")]
    [InlineData("""{"tool_name":1,"tool_input":{}}""", "`tool_name` is missing or not a string.")]
    [InlineData("""{"tool_name":"Bash"}""", "`tool_input` is missing or not an object.")]
    [InlineData("""{"tool_name":"Bash","tool_input":"ls"}""", "`tool_input` is missing or not an object.")]
    [InlineData("""{"tool_name":"Bash","tool_input":{},"cwd":3}""", "`cwd` is not a string.")]
    public void Answer_LineThatIsNoCall_SaysWhatIsWrong(string line, string error) =>
        Assert.Equal(error, JsonDocument.Parse(Answer(line)).RootElement.GetProperty("error").GetString());

    [Theory]
    [InlineData("""{"tool_name":"Bash","tool_input":{}}""")]
    [InlineData("""{"tool_name":"Bash","tool_input":{"command":null}}""")]
    [InlineData("""{"tool_name":"Bash","tool_input":{"command":{"a":1}}}""")]
    [InlineData("""{"tool_name":"Write","tool_input":{"file_path":5}}""")]
    [InlineData("""{"tool_name":"mcp__a__b","tool_input":{"paths":[1,null,{}],"path":""},"cwd":null}""")]
    [InlineData("""{"tool_name":"Edit","tool_input":{"file_path":"a","edits":[1,"x",{"new_string":2}]},"cwd":"relative"}""")]
    [InlineData("""{"tool_name":"TodoWrite","tool_input":{"todos":[]},"cwd":""}""")]
    public void Answer_OddInput_HasNoFindings(string line) => Assert.Equal("""{"findings":[]}""", Answer(line));

    [Fact]
    public void Answer_SeveralFindings_HasTheWorstFirst()
    {
        using var answer = JsonDocument.Parse(
            Answer("""{"tool_name":"Bash","tool_input":{"command":"git stash drop; rm -rf ~; cat .env"},"cwd":"/home/dev/work/app"}""")
        );
        Assert.Equal(
            ["critical", "high", "medium"],
            answer.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("severity").GetString())
        );
    }

    [Fact]
    public void Read_LinesOfAnyForm_AreTakenApart()
    {
        var text = $"{{\"a\":1}}\n\n  \nx\r\n{new string('y', CheckLine.MaxLength + 20_000)}\nlast";
        var lines = new CallLines(new StringReader(text)).Read().ToList();
        Assert.Equal(["{\"a\":1}", "x\r", "last"], [lines[0], lines[1], lines[3]]);
        Assert.Equal("The line is longer than 4194304 characters.",
            JsonDocument.Parse(Answer(lines[2])).RootElement.GetProperty("error").GetString());
    }

    private static string Answer(string line) => CheckLine.Answer(line, Rules, cwd => cwd);
}
