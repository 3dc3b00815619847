using ToolTime.Transcripts.Pricing;

namespace ToolTime.Transcripts.Tests.Pricing;

public sealed class PriceTableTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    private static readonly TokenCount MillionOfEach = new(1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000);

    [Theory]
    [InlineData("claude-opus-4-6", 5 + 25 + 6.25 + 10 + 0.5)]
    [InlineData("claude-fable-5", 10 + 50 + 12.5 + 20 + 1)]
    [InlineData("claude-fable-5-1", 10 + 50 + 12.5 + 20 + 0.25)]
    [InlineData("claude-fable-5-2", 8 + 40 + 10 + 16 + 0.2)]
    [InlineData("claude-opus-5-5", 4 + 20 + 5 + 8 + 0.2)]
    [InlineData("gpt-5.5", 5 + 30 + 5 + 5 + 0.5)]
    [InlineData("gpt-5.6-sol", 5 + 30 + 6.25 + 6.25 + 0.5)]
    [InlineData("gpt-6.2-sol", 2 + 10 + 2.5 + 2.5 + 0.1)]
    [InlineData("gpt-5.5-pro-2026-04-23", 30 + 180 + 30 + 30 + 30)]
    [InlineData("moonshot/kimi-k3", 3 + 15 + 3 + 3 + 0.3)]
    [InlineData("gemini-3.1-pro-preview-customtools", 2 + 12 + 2 + 2 + 0.2)]
    [InlineData("qwen/qwen3-max:free", 0)]
    [InlineData("openrouter/free", 0)]
    [InlineData("opencode/glm-4.7-free", 0)]
    public void Cost_EveryKindOfToken_IsItsOwnPrice(string model, double dollars) =>
        Assert.Equal((decimal)dollars, PriceBook.Listed.Cost(model, Day, UsageKind.None, MillionOfEach));

    [Theory]
    [InlineData("claude-sonnet-4-5-20250929")]
    [InlineData("claude-sonnet-4-5@20250929")]
    [InlineData("claude-sonnet-4-5@default")]
    [InlineData("claude-sonnet-4-5[1m]")]
    [InlineData("Claude-Sonnet-4-5")]
    [InlineData("anthropic/claude-sonnet-4-5")]
    [InlineData("anthropic/claude-sonnet-4.5")]
    [InlineData("anthropic/claude-sonnet-4.5:thinking")]
    [InlineData("openrouter/anthropic/claude-4.5-sonnet")]
    [InlineData("claude-4-5-sonnet")]
    [InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("us-gov.anthropic.claude-sonnet-4-5-v1")]
    [InlineData("bedrock:apac.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("arn:aws:bedrock:us-east-1:000000000000:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("vertex_ai/claude-sonnet-4-5@20250929")]
    [InlineData("databricks/databricks-claude-sonnet-4-5")]
    [InlineData("anthropic--claude-4.5-sonnet")]
    [InlineData("claude-sonnet-4-5-latest")]
    [InlineData("claude-sonnet-4-5-thinking")]
    [InlineData("claude-sonnet-4.5-1m")]
    [InlineData("claude-sonnet-4-5-20250929-1m")]
    [InlineData("claude-sonnet-4-5-20250929-thinking")]
    [InlineData("claude-sonnet-4-5-thinking-32k")]
    [InlineData("claude-sonnet-4-5 (1M context)")]
    [InlineData("claude-sonnet-4-5[1M][1m]")]
    [InlineData("bedrock-claude-4.5-sonnet")]
    [InlineData("vertex-claude-sonnet-4-5")]
    public void Parse_NameWithItsTrimmings_IsThePlainName(string model) =>
        Assert.Equal(new ModelName("claude-sonnet-4-5", IsFast: false), ModelName.Parse(model));

    [Theory]
    [InlineData("openai/gpt-5.1", "gpt-5.1", false)]
    [InlineData("gpt-5.1-2025-11-13", "gpt-5.1", false)]
    [InlineData("codex-mini-latest", "codex-mini-latest", false)]
    [InlineData("databricks-gpt-5-4", "gpt-5.4", false)]
    [InlineData("system.ai.gpt-5-1-codex", "gpt-5.1-codex", false)]
    [InlineData("gpt-5-chat-latest", "gpt-5-chat", false)]
    [InlineData("z-ai/glm-5.1", "glm-5.1", false)]
    [InlineData("claude-sonnet-3.7", "claude-3-7-sonnet", false)]
    [InlineData("anthropic/claude-opus-5-fast-20260723", "claude-opus-5", true)]
    [InlineData("gpt-5.1-high", "gpt-5.1", false)]
    [InlineData("openai/gpt-5.1 (medium)", "gpt-5.1", false)]
    [InlineData("gpt-5.1-codex-max", "gpt-5.1-codex-max", false)]
    [InlineData("gpt-5.1-codex-max-xhigh", "gpt-5.1-codex-max", false)]
    [InlineData("claude-opus-5-fast-high", "claude-opus-5", true)]
    [InlineData("claude-sonnet-4-5-thinking-high", "claude-sonnet-4-5", false)]
    [InlineData("qwen3-max", "qwen3-max", false)]
    [InlineData("house-model-high", "house-model-high", false)]
    public void Parse_OtherForms_AreThePlainName(string model, string plain, bool isFast) =>
        Assert.Equal(new ModelName(plain, isFast), ModelName.Parse(model));

    [Theory]
    [InlineData("unknown")]
    [InlineData("")]
    [InlineData("claude-opus-4-6-mini")]
    [InlineData("claude-opus-4-61")]
    [InlineData("qwen3-max-thinking")]
    [InlineData("acme-claude-opus-4-6")]
    [InlineData("gpt-6")]
    [InlineData("gpt-5.6-sol-2")]
    [InlineData("claude-sonnet-5-fast")]
    [InlineData("-fast")]
    public void Cost_NameThatOnlyBeginsLikeOne_IsUnknown(string model) =>
        Assert.Null(PriceBook.Listed.Cost(model, Day, UsageKind.None, MillionOfEach));

    [Theory]
    [InlineData("claude-sonnet-4-5", UsageKind.Over100k | UsageKind.Over200k, 6, 22.5)]
    [InlineData("claude-opus-4-6", UsageKind.Over100k | UsageKind.Over200k | UsageKind.Over272k, 5, 25)]
    [InlineData("claude-haiku-5-5", UsageKind.Over100k, 0.5, 2.5)]
    [InlineData("gpt-5.5", UsageKind.Over100k | UsageKind.Over200k, 5, 30)]
    [InlineData("gpt-5.5", UsageKind.Over100k | UsageKind.Over200k | UsageKind.Over272k, 10, 45)]
    public void Cost_LongPrompt_IsMoreWhereItsMakerSaysSo(string model, object kind, double input, double output)
    {
        Assert.Equal((decimal)input, PriceBook.Listed.Cost(model, Day, (UsageKind)kind, new TokenCount(1_000_000, 0, 0, 0, 0)));
        Assert.Equal((decimal)output, PriceBook.Listed.Cost(model, Day, (UsageKind)kind, new TokenCount(0, 1_000_000, 0, 0, 0)));
    }

    [Theory]
    [InlineData("o3", "2025-06-09", 10)]
    [InlineData("o3", "2025-06-10", 2)]
    [InlineData("claude-sonnet-5", "2026-08-31", 2)]
    [InlineData("claude-sonnet-5", "2026-09-01", 2)]
    [InlineData("gpt-5.6-terra", "2026-07-29", 2.5)]
    [InlineData("gpt-5.6-terra", "2026-07-30", 2)]
    public void Cost_PriceThatChanged_GoesByTheDay(string model, string day, double dollars) =>
        Assert.Equal(
            (decimal)dollars,
            PriceBook.Listed.Cost(model, DateOnly.Parse(day), UsageKind.None, new TokenCount(1_000_000, 0, 0, 0, 0))
        );

    [Theory]
    [InlineData("claude-opus-4-6-fast", 30)]
    [InlineData("claude-opus-4-7-fast", 30)]
    [InlineData("claude-opus-4-8-fast", 10)]
    [InlineData("claude-opus-5-fast", 10)]
    [InlineData("claude-opus-5-5-fast", 8)]
    [InlineData("gpt-5.4-fast", 5)]
    [InlineData("gpt-5.5-fast", 12.5)]
    [InlineData("gpt-5.6-terra-fast", 4)]
    public void Cost_FastMode_IsPricedByModel(string model, double dollars) =>
        Assert.Equal((decimal)dollars, PriceBook.Listed.Cost(model, Day, UsageKind.None, new TokenCount(1_000_000, 0, 0, 0, 0)));

    [Theory]
    [InlineData("gpt-5.4-fast", 5)]
    [InlineData("gpt-5.5-fast", 10)]
    [InlineData("gpt-5.6-terra-fast", 8)]
    public void Cost_LongPromptInFastMode_IsTheOrdinaryPriceWhereItsMakerHasNoOther(string model, double dollars) =>
        Assert.Equal((decimal)dollars, PriceBook.Listed.Cost(model, Day, UsageKind.Over272k, new TokenCount(1_000_000, 0, 0, 0, 0)));

    [Fact]
    public void Cost_InferenceInTheUnitedStates_IsATenthMore() =>
        Assert.Equal(5.5m, PriceBook.Listed.Cost("claude-opus-5", Day, UsageKind.UsInference, new TokenCount(1_000_000, 0, 0, 0, 0)));

    [Fact]
    public void Cost_PriceOfTheUser_GoesBeforeTheList()
    {
        var book = PriceBook.Parse(
            """{"claude-opus-5": {"input": 1, "output": 2, "cache_read": 0.1, "cache_write": 3, "cache_write_1h": 4}, "House-Model": {"input": 1, "output": 2},}"""u8.ToArray()
        );
        Assert.Equal(1 + 2 + 3 + 4 + 0.1m, book.Cost("us.anthropic.claude-opus-5-v1", Day, UsageKind.None, MillionOfEach));
        Assert.Equal(1 + 2 + 1 + 1 + 1m, book.Cost("house-model", Day, UsageKind.None, MillionOfEach));
    }

    [Theory]
    [InlineData("[]", "it is not a JSON object")]
    [InlineData("""{"a": 1}""", "a is not an object")]
    [InlineData("""{"a": {"output": 1}}""", "a has no input")]
    [InlineData("""{"a": {"input": -1, "output": 1}}""", "a.input is not a price")]
    [InlineData("""{"a": {"input": "1", "output": 1}}""", "a.input is not a price")]
    public void Parse_PricesThatAreNone_SaysWhere(string json, string fault) =>
        Assert.Equal(
            fault,
            Assert.Throws<System.Text.Json.JsonException>(() => PriceBook.Parse(System.Text.Encoding.UTF8.GetBytes(json))).Message
        );
}
