using ToolTime.Grains.Publication;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>Under the default limits: names from 10 submitters, values from 50, deciles from 100.</summary>
public sealed class StatsTablesTests
{
    private static readonly UsageCount Bash = Given.Tool("Bash", 20, 10, errors: 1, rejections: 2);

    [Fact]
    public void Tools_OneSubmitterUnderTheMinimum_AreHidden() => Assert.Empty(new Crowd().With(9, Bash).With(100).Tables().Tools());

    [Theory]
    [InlineData(10)]
    [InlineData(49)]
    public void Tools_FromTheMinimumOn_TellSubmittersAndNoValues(int submitters) =>
        Assert.Equal([Hidden("Bash", submitters, Math.Round(submitters / 80.0, 4))], new Crowd().With(submitters, Bash).With(80 - submitters).Tables().Tools());

    [Theory]
    [InlineData(50)]
    [InlineData(99)]
    public void Tools_FromTheMinimumForValuesOn_TellAllButDeciles(int submitters) =>
        Assert.Equal([Shown("Bash", submitters, adoption: 1)], new Crowd().With(submitters, Bash).Tables().Tools());

    [Fact]
    public void Tools_FromOneHundredOn_TellDeciles()
    {
        var tool = Assert.Single(new Crowd().With(100, number => [Given.Tool("Bash", number)]).Tables().Tools());
        Assert.Equal((9.9, 24.75, 49.5, 74.25, 89.1), (tool.CallsP10!.Value, tool.CallsP25!.Value, tool.CallsMedian!.Value, tool.CallsP75!.Value, tool.CallsP90!.Value), Close);
    }

    [Fact]
    public void Tools_ObserversUnderTheLimit_HideErrorsAndRatesOnly()
    {
        var tool = Assert.Single(new Crowd().With(49, Bash).With(11, Given.Tool("Bash", 20)).Tables().Tools());
        Assert.Equal(
            Shown("Bash", 60, adoption: 1) with { TotalErrors = null, TotalRejections = null, ObservedCalls = null, ErrorRate = null, ErrorRateMedian = null, RejectionRate = null },
            tool);
    }

    [Fact]
    public void Tools_ObserversAtTheLimit_CountOnlyWhatWasObserved()
    {
        var tool = Assert.Single(new Crowd().With(50, Bash).With(10, Given.Tool("Bash", 20)).Tables().Tools());
        Assert.Equal(
            Shown("Bash", 60, adoption: 1) with { TotalErrors = 50, TotalRejections = 100, ObservedCalls = 500 },
            tool);
    }

    [Fact]
    public void Tools_RejectionObserversUnderTheLimit_HideRejectionsOnly()
    {
        var tool = Assert.Single(new Crowd().With(49, Bash).With(11, Given.Tool("Bash", 20, 10, errors: 1)).Tables().Tools());
        Assert.Equal(Shown("Bash", 60, adoption: 1) with { TotalRejections = null, RejectionRate = null }, tool);
    }

    [Fact]
    public void Tools_RejectionsWithoutObservedCalls_AreNotAdded()
    {
        var tool = Assert.Single(new Crowd().With(50, Bash).With(10, Given.Tool("Bash", 20, 0, errors: null, rejections: 9)).Tables().Tools());
        Assert.Equal((100, 0.2), (tool.TotalRejections, tool.RejectionRate));
    }

    [Fact]
    public void Tools_FewWithEnoughCallsForARateOfTheirOwn_HideRatesOnly()
    {
        var tool = Assert.Single(new Crowd().With(49, Bash).With(11, Given.Tool("Bash", 20, 4, errors: 1, rejections: 0)).Tables().Tools());
        Assert.Equal((null, null, null, 534), (tool.ErrorRateMedian, tool.ErrorRate, tool.TotalErrors, tool.ObservedCalls));
    }

    [Fact]
    public void Tools_MoreRejectionsThanCalls_HaveARateOfOne() =>
        Assert.Equal(1, Assert.Single(new Crowd().With(50, Given.Tool("Bash", 5, 5, errors: 0, rejections: 25)).Tables().Tools()).RejectionRate);

    [Fact]
    public void Tools_OnlyPresent_CountNoCallsAndNoRate() =>
        Assert.Equal(
            [Shown("Bash", 50, adoption: 1) with
            {
                TotalCalls = 0, TotalErrors = null, TotalRejections = null, ObservedCalls = null, ErrorRate = null, ErrorRateMedian = null, RejectionRate = null,
                AvgCallsPerSubmitter = 0, CallsMedian = 0, CallsP25 = 0, CallsP75 = 0,
            }],
            new Crowd().With(50, Given.Tool("Bash", 0)).Tables().Tools());

    [Fact]
    public void Tools_Order_IsByShownCallsThenSubmittersThenName()
    {
        var crowd = new Crowd()
            .With(50, Given.Tool("few", 1), Given.Tool("many", 5), Given.Tool("Few", 1))
            .With(1, Given.Tool("Few", 0))
            .With(20, Given.Tool("b", 1_000), Given.Tool("a", 1))
            .With(1, Given.Tool("z", 1), Given.Tool("y", 2_000))
            .With(20, Given.Tool("z", 1), Given.Tool("y", 2_000));
        Assert.Equal(["many", "Few", "few", "y", "z", "a", "b"], crowd.Tables().Tools().Select(tool => tool.ToolName));
    }

    /// <summary>Two worlds that differ only in what is hidden are told alike.</summary>
    [Theory]
    [InlineData(1, 2_000)]
    [InlineData(2_000, 1)]
    public void Tables_HiddenCalls_ChangeNothingThatIsTold(int first, int second)
    {
        var told = new Crowd().With(
            49,
            Given.Tool("a", first), Given.Tool("b", second),
            Given.Of(Dimension.Skill, "a", first), Given.Of(Dimension.Skill, "b", second),
            Given.Of(Dimension.McpServer, "a", first), Given.Of(Dimension.McpServer, "b", second),
            Given.Of(Dimension.Model, "a", first), Given.Of(Dimension.Model, "b", second)).Tables();
        Assert.Equal(["a", "b"], told.Tools().Select(tool => tool.ToolName));
        Assert.Equal(["a", "b"], told.Dimensions().Skills.Select(skill => skill.Name));
        Assert.Equal(["a", "b"], told.Dimensions().McpServers.Select(server => server.Name));
        Assert.Equal(["a", "b"], told.Models().Select(model => model.Model));
    }

    [Fact]
    public void Models_OfShownCallsToo_AreOrderedByWhatTheyShow()
    {
        var crowd = new Crowd().With(60, Given.Of(Dimension.Model, "a", 1), Given.Of(Dimension.Model, "b", 2)).With(1, Given.Of(Dimension.Model, "b", 0));
        Assert.Equal(
            [new() { Model = "b", Count = 61, Percentage = 100 }, new() { Model = "a", Count = 60, Percentage = 98.36 }],
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
    public void Tables_MoreNamesThanTheirLength_TellTheFirst()
    {
        var names = Enumerable.Range(0, StatsTables.MaximumTools + 1).Select(number => $"name-{number:D3}").ToList();
        var tables = new Crowd().With(10, [.. names.SelectMany(name => Enum.GetValues<Dimension>().Select(dimension => Given.Of(dimension, name, 1)))]).Tables();
        Assert.Equal(names.Take(StatsTables.MaximumTools), tables.Tools().Select(tool => tool.ToolName));
        Assert.Equal(names.Take(StatsTables.MaximumNames), tables.Models().Select(model => model.Model));
        Assert.Equal(names.Take(StatsTables.MaximumNames), tables.Dimensions().Skills.Select(skill => skill.Name));
        Assert.Equal(names.Take(StatsTables.MaximumNames), tables.Dimensions().McpServers.Select(server => server.Name));
        Assert.Equal(names.Take(StatsTables.MaximumNames), tables.Dimensions().Plugins.Select(plugin => plugin.PluginName));
    }

    [Fact]
    public void Clients_WhoDoNotTellTheirName_AreInNoCell() =>
        Assert.Equal(
            [new ClientStats { Client = "codex", Count = 30, Percentage = 37.5 }],
            new Crowd().With(30, _ => [], AgentClient.Codex).With(41, _ => [], AgentClient.Unknown).With(9, _ => [], AgentClient.Gemini).Tables().Clients());

    [Fact]
    public void Dimensions_AtAndUnderTheMinimumForValues_TellValuesAndNone()
    {
        UsageCount[] counts = [Given.Of(Dimension.Skill, "review", 3), new() { Dimension = Dimension.McpServer, Name = "github", Calls = 20, ObservedCalls = 10, Errors = 1 }];
        var at = new Crowd().With(50, counts).Tables().Dimensions();
        var under = new Crowd().With(49, counts).Tables().Dimensions();
        Assert.Equal([new() { Name = "review", UniqueSubmitters = 50, TotalCalls = 150, AvgCallsPerSubmitter = 3, CallsMedian = 3 }], at.Skills);
        Assert.Equal([new() { Name = "review", UniqueSubmitters = 49, TotalCalls = null, AvgCallsPerSubmitter = null, CallsMedian = null }], under.Skills);
        Assert.Equal(
            [new()
            {
                Name = "github", UniqueSubmitters = 50, TotalCalls = 1_000, AvgCallsPerSubmitter = 20, CallsMedian = 20,
                TotalErrors = 50, ErrorRate = 0.1, ErrorRateMedian = 0.1,
            }],
            at.McpServers);
        Assert.Equal(
            [new()
            {
                Name = "github", UniqueSubmitters = 49, TotalCalls = null, AvgCallsPerSubmitter = null, CallsMedian = null,
                TotalErrors = null, ErrorRate = null, ErrorRateMedian = null,
            }],
            under.McpServers);
    }

    [Theory]
    [InlineData(9, null, null)]
    [InlineData(10, 10L, null)]
    [InlineData(49, 49L, null)]
    [InlineData(50, 50L, 50L)]
    public void Overview_AtAndUnderEachLimit_TellsNoMoreThanItMay(int submitters, long? told, long? reports) =>
        Assert.Equal(
            new() { TotalSubmissions = reports, UniqueSubmitters = told, Earliest = Given.Monday, Latest = Given.Monday.AddDays(6) },
            new Crowd().With(submitters).Tables().Overview(Given.Monday, Given.Week.LastDay));

    [Theory]
    [InlineData(49, null)]
    [InlineData(50, 3.0)]
    public void Habits_AtAndUnderTheLimit_CountOnlyWhoMeasured(int measured, double? median) =>
        Assert.Equal(
            new() { EditWithoutReadMedian = median },
            new Crowd().With(measured, _ => [], edits: 3).With(60, Bash).Tables().Habits());

    private static bool Close((double, double, double, double, double) left, (double, double, double, double, double) right) =>
        Math.Abs(left.Item1 - right.Item1) + Math.Abs(left.Item2 - right.Item2) + Math.Abs(left.Item3 - right.Item3)
        + Math.Abs(left.Item4 - right.Item4) + Math.Abs(left.Item5 - right.Item5) < 1e-9;

    private static ToolStats Shown(string name, int submitters, double adoption) => new()
    {
        ToolName = name,
        UniqueSubmitters = submitters,
        Adoption = adoption,
        TotalCalls = 20 * submitters,
        TotalErrors = submitters,
        TotalRejections = 2 * submitters,
        ObservedCalls = 10 * submitters,
        ErrorRate = 0.1,
        ErrorRateMedian = 0.1,
        RejectionRate = 0.2,
        AvgCallsPerSubmitter = 20,
        CallsMedian = 20,
        CallsP25 = 20,
        CallsP75 = 20,
        CallsP10 = null,
        CallsP90 = null,
    };

    private static ToolStats Hidden(string name, int submitters, double adoption) => new()
    {
        ToolName = name,
        UniqueSubmitters = submitters,
        Adoption = adoption,
        TotalCalls = null,
        TotalErrors = null,
        TotalRejections = null,
        ObservedCalls = null,
        ErrorRate = null,
        ErrorRateMedian = null,
        RejectionRate = null,
        AvgCallsPerSubmitter = null,
        CallsMedian = null,
        CallsP25 = null,
        CallsP75 = null,
        CallsP10 = null,
        CallsP90 = null,
    };
}
