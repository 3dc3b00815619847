using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Transcripts.Tests.Reporting;

public sealed class BlockReportTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public void Make_NoUsage_HasNoWindow() => Assert.Empty(BlockReport.Make([], At("12:00")));

    [Fact]
    public void Make_UsageWithinFiveHours_IsOneWindowFromTheFullHour()
    {
        var block = Assert.Single(BlockReport.Make([Use("08:59", 120), Use("10:30", 120), Use("12:59", 120)], At("20:00")));
        Assert.Equal(("2026-11-20T08:00:00Z", "2026-11-20T13:00:00Z", false), (block.Block!.Start, block.Block.End, block.Block.IsActive));
        Assert.Equal((360, null), (block.InputTokens, block.Block.ProjectedTokens));
        // 360 tokens between 8:59 and 12:59.
        Assert.Equal(1.5, block.Block.TokensPerMinute);
    }

    [Fact]
    public void Make_UsageAtTheWindowsEnd_BeginsTheNext() =>
        Assert.Equal(["2026-11-20T08:00:00Z", "2026-11-20T13:00:00Z"], Starts(Use("08:59"), Use("13:00")));

    [Fact]
    public void Make_FiveIdleHours_BeginTheNext() =>
        Assert.Equal(["2026-11-20T02:00:00Z", "2026-11-20T08:00:00Z"], Starts(Use("02:30"), Use("08:10")));

    [Fact]
    public void Make_CellsInAnyOrder_AreTheSame() =>
        Assert.Equal(Starts(Use("02:30"), Use("08:10"), Use("13:30")), Starts(Use("13:30"), Use("02:30"), Use("08:10")));

    [Fact]
    public void Make_WindowThatStillRuns_IsProjectedToItsEnd()
    {
        var block = Assert.Single(BlockReport.Make([Use("08:00", 1_000), Use("09:40", 1_000)], At("10:00")));
        // 2,000 tokens in 100 minutes are 20 per minute, for 180 more minutes; a million cost 5 dollars.
        Assert.Equal((true, 20.0, 5_600), (block.Block!.IsActive, block.Block.TokensPerMinute, block.Block.ProjectedTokens));
        Assert.Equal((0.006m, 0.028m), (block.Block.CostUsdPerHour, block.Block.ProjectedCostUsd));
    }

    [Fact]
    public void Make_UsageThatIsNotCovered_BeginsWindowsAndCountsInNone()
    {
        var blocks = BlockReport.Make(
            [Use("02:10", isCovered: false), Use("05:20"), Use("08:30"), Use("13:10", isCovered: false)],
            At("23:59")
        );
        Assert.Equal(["2026-11-20T02:00:00Z", "2026-11-20T08:00:00Z"], blocks.Select(row => row.Block!.Start));
        Assert.Equal([100, 100], blocks.Select(row => row.InputTokens));
    }

    [Fact]
    public void Make_OneResponse_HasNoRate()
    {
        var block = Assert.Single(BlockReport.Make([Use("08:00")], At("08:01")));
        Assert.Equal(
            (true, null, null, null),
            (block.Block!.IsActive, block.Block.TokensPerMinute, block.Block.CostUsdPerHour, block.Block.ProjectedTokens)
        );
    }

    [Theory]
    [InlineData(0u, "1970-01-01T00:00:00Z", "1970-01-01T05:00:00Z")]
    [InlineData(4_102_444_799u, "2099-12-31T23:00:00Z", "2100-01-01T04:00:00Z")]
    [InlineData(uint.MaxValue, "2106-02-07T06:00:00Z", "2106-02-07T11:00:00Z")]
    public void Make_ClockThatIsYearsWrong_IsNoWindowOfNow(uint at, string start, string end)
    {
        var (_, model, _, cost) = Use("08:00");
        var cell = new UsageCell { Slot = (int)(at / UsageCell.SlotSeconds), First = at, Last = at, Responses = 1 };
        var block = Assert.Single(BlockReport.Make([(true, model, cell, cost)], At("08:01")));
        Assert.Equal((start, end, false), (block.Block!.Start, block.Block.End, block.Block.IsActive));
    }

    private static IEnumerable<string> Starts(params (bool, string, UsageCell, decimal?)[] usage) =>
        BlockReport.Make(usage, At("23:59")).Select(row => row.Block!.Start);

    private static (bool IsCovered, string Model, UsageCell Cell, decimal? Cost) Use(string time, int input = 100, bool isCovered = true) =>
        (
            isCovered,
            "claude-opus-4-6",
            new UsageCell
            {
                Slot = (int)(At(time) / UsageCell.SlotSeconds),
                First = At(time),
                Last = At(time),
                Responses = 1,
                Input = input,
            },
            input * 5 / 1_000_000m
        );

    private static uint At(string time) =>
        (uint)DateTimeOffset.Parse($"2026-11-20T{time}:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds();
}
