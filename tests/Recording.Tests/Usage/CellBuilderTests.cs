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
        counter.AddSkill("lab-skill", 1);

        var (cell, leftOut) = Build(counter, "plugin@place");
        Assert.Equal(0, leftOut);
        Assert.Equal(
            """{"day":"2026-11-20","revision":0,"tools":{"Edit":{"calls":2,"observed_calls":1,"errors":0,"rejections":1},"Skill":{"calls":1,"observed_calls":1,"errors":0,"rejections":0},"mcp__lab__ping":{"calls":2,"observed_calls":1,"errors":1,"rejections":0}},"skills":{"lab-skill":1},"mcp_servers":{"lab":{"calls":2,"observed_calls":1,"errors":1}},"plugins":["plugin@place"],"models":{"claude-opus-4-1":2},"edit_without_read":1}""",
            JsonSerializer.Serialize(cell, RecordingJson.Default.DayCell));
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
