using ToolTime.Grains.Publication;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

public sealed class StatsTablesTests
{
    [Fact]
    public void Tools_MoreRejectionsThanCalls_HaveARateOfOne() =>
        Assert.Equal(
            1,
            Assert.Single(new Crowd().With(50, Given.Tool("Bash", 5, 5, errors: 0, rejections: 25)).Tables().Tools()).RejectionRate
        );

    [Fact]
    public void Models_OfShownCallsToo_AreOrderedByWhatTheyShow()
    {
        var crowd = new Crowd()
            .With(60, Given.Of(Dimension.Model, "a", 1), Given.Of(Dimension.Model, "b", 2))
            .With(1, Given.Of(Dimension.Model, "b", 0));
        Assert.Equal(
            [
                new() { Model = "b", Count = 61, Percentage = 100, Adoption = 1, AdoptionLow = 0.94, AdoptionHigh = 1 },
                new() { Model = "a", Count = 60, Percentage = 98, Adoption = 0.98, AdoptionLow = 0.91, AdoptionHigh = 1 },
            ],
            crowd.Tables().Models());
    }

    [Fact]
    public void Tables_TheBucket_IsFlaggedAndANameSpeltSoIsNot()
    {
        var tables = new Crowd().With(
            10,
            Given.Tool("", 1), Given.Tool("custom", 1),
            Given.Of(Dimension.Skill, "", 1), Given.Of(Dimension.Skill, "custom", 1),
            Given.Of(Dimension.McpServer, "", 1), Given.Of(Dimension.McpServer, "custom", 1),
            Given.Of(Dimension.Plugin, "", 0), Given.Of(Dimension.Plugin, "custom", 0),
            Given.Of(Dimension.Model, "", 1), Given.Of(Dimension.Model, "custom", 1)).Tables();
        (string, bool)[] expected = [("custom", true), ("custom", false)];
        Assert.Equal(expected, tables.Tools().Select(tool => (tool.ToolName, tool.Custom)));
        Assert.Equal(expected, tables.Dimensions().Skills.Select(skill => (skill.Name, skill.Custom)));
        Assert.Equal(expected, tables.Dimensions().McpServers.Select(server => (server.Name, server.Custom)));
        Assert.Equal(expected, tables.Dimensions().Plugins.Select(plugin => (plugin.PluginName, plugin.Custom)));
        Assert.Equal(expected, tables.Models().Select(model => (model.Model, model.Custom)));
    }

    [Fact]
    public void Tools_OfARenamedServer_HoldItsOtherToolsStill()
    {
        var names = Given.Names.With(OperatorNames.Parse("rename mcp_server github git-hub"));
        var cells = new Crowd().With(20, Given.Tool("mcp__github__*", 3), Given.Tool("", 1)).Cells();
        Assert.Equal(
            ["custom", "mcp__git-hub__*"],
            new StatsTableBuilder(new DocumentCells(cells, client: null, names)).Tools().Select(tool => tool.ToolName).Order()
        );
    }

    [Fact]
    public void Clients_WhoDoNotTellTheirName_AreInNoCell() =>
        Assert.Equal(
            [
                new ClientStats
                {
                    Client = "codex",
                    Count = 30,
                    Percentage = 38,
                    Adoption = 0.38,
                    AdoptionLow = 0.28,
                    AdoptionHigh = 0.48,
                },
            ],
            new Crowd()
                .With(30, _ => [], AgentClient.Codex)
                .With(41, _ => [], AgentClient.Unknown)
                .With(9, _ => [], AgentClient.Gemini)
                .Tables()
                .Clients()
        );

    [Fact]
    public void Tools_Order_IsByShownCallsThenSubmittersThenName()
    {
        var crowd = new Crowd()
            .With(10, Given.Tool("few", 1), Given.Tool("many", 5), Given.Tool("Few", 1))
            .With(1, Given.Tool("Few", 1))
            .With(10, Given.Tool("b", 1), Given.Tool("a", 1));
        Assert.Equal(["many", "Few", "a", "b", "few"], crowd.Tables().Tools().Select(tool => tool.ToolName));
    }

    [Fact]
    public void Any_OfEachKind_IsItsSubmittersAndShare()
    {
        var any = new Crowd()
            .With(12, Given.Of(Dimension.McpServer, "a", 1))
            .With(9, Given.Of(Dimension.Skill, "a", 1))
            .With(3)
            .Tables()
            .Any();
        Assert.Equal(
            new()
            {
                UniqueSubmitters = 12,
                Adoption = 0.5,
                AdoptionLow = 0.31,
                AdoptionHigh = 0.69,
            },
            any.McpServer
        );
        Assert.Equal((null, null, null), (any.Skill, any.Plugin, any.Unlisted));
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, 10L)]
    public void Overview_AtAndUnderTheThreshold_IsExactOrNothing(int submitters, long? published) =>
        Assert.Equal(
            new() { TotalSubmissions = published, UniqueSubmitters = published, Earliest = Given.Monday, Latest = Given.Monday.AddDays(6) },
            new Crowd().With(submitters).Tables().Overview(Given.Monday, Given.Week.LastDay));

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, 3.0)]
    public void Habits_AtAndUnderTheThreshold_CountOnlyWhoMeasured(int measured, double? median) =>
        Assert.Equal(
            new() { EditWithoutReadMedian = median },
            new Crowd().With(measured, _ => [], edits: 3).With(60).Tables().Habits());
}
