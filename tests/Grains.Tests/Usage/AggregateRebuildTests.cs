using ToolTime.Grains.Storage;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Grains.Usage;
using ToolTime.Storage.Tests.Contracts;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Usage;

public sealed class AggregateRebuildTests : GrainTest
{
    private static readonly DateOnly Tuesday = Given.Monday.AddDays(1);

    private AggregateRebuild Rebuild => Host.Services.GetRequiredService<AggregateRebuild>();

    private IDayStore Store => Host.Services.GetRequiredService<IDayStore>();

    [Fact]
    public async Task RunAsync_RolledUpAndChangedDays_AreSameAndDue()
    {
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(1, Tuesday);
        await Day(Given.Monday).RollUpAsync();
        AssertReport((1, [Tuesday], []), await Rebuild.RunAsync(renew: false, Token));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    public async Task RunAsync_AnAggregateThatIsOffByOne_IsFoundAndOnlyRenewedWhenAsked(long submitters, long calls)
    {
        await SubmitAsync(1, Given.Monday);
        await StoreAsync(new DayAggregate(Dimension.Tool, "Bash", submitters, new() { Reports = 1, Calls = calls }));
        AssertReport((0, [], [Given.Monday]), await Rebuild.RunAsync(renew: false, Token));
        Assert.Null(await Store.FindDayToRollUpAsync(default, Tuesday, Token));

        AssertReport((0, [], [Given.Monday]), await Rebuild.RunAsync(renew: true, Token));
        await Day(Given.Monday).RollUpAsync();
        AssertReport((1, [], []), await Rebuild.RunAsync(renew: false, Token));
        Assert.Equal(1, (await Store.ReadAggregateAsync(new(Given.Monday, Dimension.Tool, "Bash"), Token))!.Calls);
    }

    [Fact]
    public async Task RunAsync_AnAggregateTooManyOrTooFew_IsFound()
    {
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(1, Tuesday);
        var right = new DayAggregate(Dimension.Tool, "Bash", 1, new() { Reports = 1, Calls = 1 });
        await StoreAsync(right, right with { Name = "Read" });
        await using var rows = await Store.OpenDayAsync(Tuesday, Token);
        await Store.StoreAggregatesAsync(Tuesday, rows.Watermark, []);
        AssertReport((0, [], [Given.Monday, Tuesday]), await Rebuild.RunAsync(renew: false, Token));
    }

    private static void AssertReport((int Same, DateOnly[] Due, DateOnly[] Different) expected, RebuildReport report)
    {
        // The day on which everything was received has no cells and no aggregates.
        Assert.Equal(expected.Same + 1, report.Same);
        Assert.Equal(expected.Due, report.Due);
        Assert.Equal(expected.Different, report.Different);
    }

    private async Task StoreAsync(params DayAggregate[] aggregates)
    {
        await using var rows = await Store.OpenDayAsync(Given.Monday, Token);
        Assert.True(await Store.StoreAggregatesAsync(Given.Monday, rows.Watermark, aggregates));
    }
}
