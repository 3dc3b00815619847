using System.Text.Json;
using ToolTime.Recording.Usage;
using static ToolTime.Recording.Tests.Usage.Recorded;

namespace ToolTime.Recording.Tests.Usage;

public sealed class CellBuilderTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public void Build_EveryKindOfCall_IsTheWiresCell()
    {
        var counter = new UsageCounter();
        counter.AddStart(Start("claude-opus-4-1[1m]", "a"));
        counter.AddStart(Start("claude-opus-4-1", "b"));
        counter.AddStart(Start("claude-opus-4-1", "b"));
        counter.AddStart(Start(null, "c"));
        counter.AddCall(Call("mcp__lab__ping"), isObserved: false, isEditWithoutRead: false);
        counter.AddCall(Call("mcp__lab__ping", outcome: "error"), isObserved: true, isEditWithoutRead: false);
        counter.AddCall(Call("Edit", outcome: "rejection"), isObserved: true, isEditWithoutRead: true);
        counter.AddCall(Call("Edit", outcome: "denied"), isObserved: false, isEditWithoutRead: false);
        counter.AddCall(Call("Skill", skill: "lab-skill"), isObserved: true, isEditWithoutRead: false);
        counter.AddSkill("lab-skill", 1, byUser: 0);
        counter.AddSkill("lab-skill", 1, byUser: 1);

        var (cell, leftOut) = Build(counter, "plugin@place");
        Assert.Equal(0, leftOut);
        Assert.Equal(
            """{"day":"2026-11-20","revision":0,"tools":{"Edit":{"calls":2,"observed_calls":1,"errors":0,"rejections":1},"Skill":{"calls":1,"observed_calls":1,"errors":0,"rejections":0},"mcp__lab__ping":{"calls":2,"observed_calls":1,"errors":1,"rejections":0}},"skills":{"lab-skill":{"calls":2,"by_user":1}},"mcp_servers":{"lab":{"calls":2,"observed_calls":1,"errors":1}},"plugins":["plugin@place"],"models":{"claude-opus-4-1":2},"edit_without_read":1}""",
            JsonSerializer.Serialize(cell, RecordingJson.Default.DayCell));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(7, 1, 7L)]
    [InlineData(99, 2, 99L, 150L)]
    [InlineData(150, 3, 149L, 154L, 3L)]
    [InlineData(1_000, 1, 995L)]
    [InlineData(86_000_000, 1, 999_999_999L)]
    public void Build_Durations_AreOneMedianOfTwoDigits(int? median, int? timed, params long[] milliseconds)
    {
        var counter = new UsageCounter();
        counter.AddCall(Call("mcp__lab__ping"), isObserved: true, isEditWithoutRead: false);
        counter.AddCall(Call("mcp__lab__ping", outcome: "rejection") with { Ms = 5 }, isObserved: true, isEditWithoutRead: false);
        counter.AddCall(Call("mcp__lab__ping", outcome: "not_run") with { Ms = 5 }, isObserved: true, isEditWithoutRead: false);
        Array.ForEach(milliseconds, ms => counter.AddCall(Call("mcp__lab__ping") with { Ms = ms }, isObserved: true, isEditWithoutRead: false));

        var cell = Build(counter).Cell;
        var (tool, server) = (cell.Tools["mcp__lab__ping"], cell.McpServers["lab"]);
        Assert.Equal((median, timed), (tool.MedianMs, tool.TimedCalls));
        Assert.Equal((median, timed), (server.MedianMs, server.TimedCalls));
    }

    /// <summary>Rollups of earlier versions have a number for each skill.</summary>
    [Theory]
    [InlineData("3", 3, null)]
    [InlineData("""{"calls":3,"by_user":1}""", 3, 1)]
    public void SkillCount_InEitherForm_IsRead(string json, int calls, int? byUser)
    {
        var cell = JsonSerializer.Deserialize(
            $$$"""{"day":"2026-11-20","revision":1,"tools":{},"skills":{"pdf":{{{json}}}},"mcp_servers":{},"plugins":[],"models":{}}""",
            RecordingJson.Default.DayCell)!;
        Assert.Equal(new SkillCount { Calls = calls, ByUser = byUser }, cell.Skills["pdf"]);
        Assert.Contains($"\"pdf\":{json}", JsonSerializer.Serialize(cell, RecordingJson.Default.DayCell), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_NamesThatTheWireRefuses_AreLeftOutAndCounted()
    {
        var counter = new UsageCounter();
        foreach (var tool in new[] { "(unnamed)", "スキル", "Bash" })
        {
            counter.AddCall(Call(tool), isObserved: false, isEditWithoutRead: false);
        }

        counter.AddStart(Start("vendor/model"));

        var (cell, leftOut) = Build(counter);
        Assert.Equal((3, "Bash"), (leftOut, Assert.Single(cell.Tools).Key));
        Assert.Empty(cell.Models);
    }

    [Fact]
    public void Build_MoreNamesThanCount_KeepsTheMostCalled()
    {
        var counter = new UsageCounter();
        for (var i = 0; i < 201; i++)
        {
            counter.AddCall(Call($"tool-{i:000}"), isObserved: false, isEditWithoutRead: false);
        }

        counter.AddCall(Call("tool-200"), isObserved: false, isEditWithoutRead: false);

        var (cell, leftOut) = Build(counter);
        Assert.Equal((200, 1), (cell.Tools.Count, leftOut));
        Assert.True(cell.Tools.ContainsKey("tool-200"));
        Assert.False(cell.Tools.ContainsKey("tool-199"));
    }

    [Fact]
    public void Build_MoreCallsThanAreTaken_StopsAtTheBound()
    {
        var counter = new UsageCounter();
        for (var i = 0; i < 100_001; i++)
        {
            counter.AddCall(Call("Bash", outcome: "error"), isObserved: true, isEditWithoutRead: false);
        }

        Assert.Equal(new ToolCount { Calls = 100_000, ObservedCalls = 100_000, Errors = 100_000 }, Build(counter).Cell.Tools["Bash"]);
    }

    private static (DayCell Cell, int LeftOut) Build(UsageCounter counter, params string[] plugins)
    {
        var leftOut = 0;
        var cell = CellBuilder.Build(Day, "claude-code", counter, plugins, ref leftOut);
        return (cell, leftOut);
    }
}
