using ToolTime.Transcripts;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Uploader.Tests.Pricing;

public sealed class PriceTableTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public void Of_EveryKindOfToken_IsItsOwnPrice() =>
        Assert.Equal(5m + 25m + 6.25m + 10m + 0.5m, PriceTable.Find("claude-opus-4-6", Day, UsageKind.None)!.Cost(new TokenCount(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000)));

    [Theory]
    [InlineData("claude-sonnet-4-5-20250929")]
    [InlineData("claude-sonnet-4-5@20250929")]
    [InlineData("claude-sonnet-4-5[1m]")]
    [InlineData("anthropic/claude-sonnet-4-5")]
    [InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("claude-sonnet-4-5-latest")]
    public void Find_NameWithItsTrimmings_IsThePlainNames(string model) =>
        Assert.Equal(PriceTable.Find("claude-sonnet-4-5", Day, UsageKind.None), PriceTable.Find(model, Day, UsageKind.None));

    [Theory]
    [InlineData("unknown")]
    [InlineData("")]
    [InlineData("claude-opus-4-6-mini")]
    [InlineData("claude-opus-4-61")]
    [InlineData("gpt-6")]
    [InlineData("-fast")]
    public void Find_NameThatOnlyBeginsLikeOne_HasNoPrice(string model) => Assert.Null(PriceTable.Find(model, Day, UsageKind.None));

    [Fact]
    public void Find_LongPrompt_CostsMoreWhereItsMakerSaysSo()
    {
        Assert.Equal(6m, PriceTable.Find("claude-sonnet-4-5", Day, UsageKind.LongPrompt)!.Input);
        Assert.Equal(5m, PriceTable.Find("claude-opus-4-6", Day, UsageKind.LongPrompt)!.Input);
    }

    [Fact]
    public void Find_PriceThatChanged_GoesByTheDay()
    {
        Assert.Equal(10m, PriceTable.Find("o3", new(2025, 6, 9), UsageKind.None)!.Input);
        Assert.Equal(2m, PriceTable.Find("o3", new(2025, 6, 10), UsageKind.None)!.Input);
    }

    [Fact]
    public void Find_FastMode_IsSixTimesAsMuch() => Assert.Equal(30m, PriceTable.Find("claude-opus-4-6-fast", Day, UsageKind.None)!.Input);
}
