using ToolTime.Grains.Publication;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.Tests.Publication;

public sealed class TrendTablesTests
{
    [Fact]
    public void Of_NoWeeks_IsEmpty()
    {
        var trends = Of(Given.Names);
        Assert.Empty(trends.Weeks);
        Assert.Empty(trends.Names);
        Assert.Empty(trends.Everybody);
    }

    [Fact]
    public void Of_ANameHiddenInOneWeek_HasAGapThere()
    {
        var trends = Of(
            Given.Names,
            new Crowd().With(60, Given.Tool("Bash", 2)),
            new Crowd().With(9, Given.Tool("Bash", 2)).With(3, Given.Tool("Read", 1)),
            new Crowd().With(20, Given.Tool("Bash", 2))
        );
        var bash = Assert.Single(trends.Names, name => name.Dimension == "tool");
        Assert.Equal(("Bash", 3), (bash.Name, bash.Points.Count));
        Assert.Equal([60, null, 20], bash.Points.Select(point => point?.UniqueSubmitters));
        Assert.Equal([120, null, 40], bash.Points.Select(point => point?.TotalCalls));
        Assert.Equal([60, 12, 20], trends.Everybody.Select(point => point?.UniqueSubmitters));
        Assert.Equal(1, bash.Points[0]!.Adoption);
        Assert.Equal(["2026-W47", "2026-W48", "2026-W49"], trends.Weeks);
    }

    [Fact]
    public void Of_BucketsAndBlockedNames_ReportsNone()
    {
        var crowd = new Crowd().With(60, Given.Tool("", 2), Given.Tool("Bash", 1));
        Assert.Equal(["Bash", "claude-code"], Of(Given.Names, crowd).Names.Select(name => name.Name));
        var blocked = NameList.Shipped.With(OperatorNames.Parse("block tool Bash"));
        Assert.Equal(["claude-code"], Of(blocked, crowd).Names.Select(name => name.Name));
    }

    [Fact]
    public void Of_ARenamedName_GoesOnUnderItsNewName()
    {
        var names = NameList.Shipped.With(OperatorNames.Parse("rename tool Bash Read"));
        var trends = Of(
            names,
            new Crowd().With(60, Given.Tool("Bash", 2)),
            new Crowd().With(20, Given.Tool("Read", 2)),
            new Crowd().With(20, Given.Tool("Read", 2)).With(30, Given.Tool("Bash", 1))
        );
        var read = Assert.Single(trends.Names, name => name.Dimension == "tool");
        Assert.Equal("Read", read.Name);
        Assert.Equal([60, 20, 30], read.Points.Select(point => point?.UniqueSubmitters));
    }

    private static TrendsDocument Of(NameList names, params Crowd[] weeks) => new TrendTables(names, simulated: false).Create(
        [.. weeks.Index().Select(week => week.Item.Published(Given.Monday.AddDays(7 * week.Index)))]);
}
