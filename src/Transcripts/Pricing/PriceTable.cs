using static ToolTime.Transcripts.Pricing.ModelPrice;

namespace ToolTime.Transcripts.Pricing;

/// <summary>
/// The vendors' list prices, without promotions. A model not listed has no price: it is never guessed from a similar name, since new
/// versions cost differently. Compared on <see cref="AsOf"/> with the price pages of platform.claude.com and developers.openai.com; the
/// prices of Google, Moonshot, Z.AI and Alibaba Cloud (international) are second-hand, from copies of their pages, and so are those of
/// OpenAI's pro, chat and 4o models and its factors for priority processing, which Codex's fast mode uses.
/// </summary>
internal static class PriceTable
{
    private static readonly PriceEntry[] Entries =
    [
        new("claude-fable-5-2", Anthropic(8, 40, 0.2m)),
        new("claude-mythos-5-2", Anthropic(8, 40, 0.2m)),
        new("claude-fable-5-1", Anthropic(10, 50, 0.25m)),
        new("claude-mythos-5-1", Anthropic(10, 50, 0.25m)),
        new("claude-fable-5", Anthropic(10, 50)),
        new("claude-mythos-5", Anthropic(10, 50)),
        new("claude-opus-5-5", Anthropic(4, 20, 0.2m)) { Fast = 2 },
        new("claude-opus-5", Anthropic(5, 25)) { Fast = 2 },
        new("claude-opus-4-8", Anthropic(5, 25)) { Fast = 2 },
        new("claude-opus-4-7", Anthropic(5, 25)) { Fast = 6 },
        new("claude-opus-4-6", Anthropic(5, 25)) { Fast = 6 },
        new("claude-opus-4-5", Anthropic(5, 25)),
        new("claude-opus-4-1", Anthropic(15, 75)),
        new("claude-opus-4", Anthropic(15, 75)),
        new("claude-opus-4-0", Anthropic(15, 75)),
        new("claude-sonnet-5-5", Anthropic(2, 10)),
        new("claude-sonnet-5-5", Anthropic(2, 10, 0.1m)) { From = new(2026, 10, 7) },
        new("claude-sonnet-5", Anthropic(2, 10)),
        new("claude-sonnet-4-6", Anthropic(3, 15)),
        LongFrom200k("claude-sonnet-4-5", Anthropic(3, 15)),
        LongFrom200k("claude-sonnet-4", Anthropic(3, 15)),
        LongFrom200k("claude-sonnet-4-0", Anthropic(3, 15)),
        new("claude-haiku-5-5", Anthropic(0.1m, 0.5m)) { Tiers = [(UsageKind.Over100k, Anthropic(0.5m, 2.5m))] },
        new("claude-haiku-4-5", Anthropic(1, 5)),
        new("claude-3-7-sonnet", Anthropic(3, 15)),
        new("claude-3-5-sonnet", Anthropic(3, 15)),
        new("claude-3-5-haiku", Anthropic(0.8m, 4)),
        new("claude-3-opus", Anthropic(15, 75)),
        new("claude-3-sonnet", Anthropic(3, 15)),
        new("claude-3-haiku", new ModelPrice(0.25m, 1.25m, 0.03m, 0.3m, 0.5m)),
        LongFrom272k("gpt-6.2-astra", OpenAIWithCacheWrites(8, 40, 0.4m)),
        LongFrom272k("gpt-6.2-sol", OpenAIWithCacheWrites(2, 10, 0.1m)),
        LongFrom272k("gpt-6.1-sol", OpenAIWithCacheWrites(2, 10, 0.1m)),
        LongFrom272k("gpt-6.1-terra", OpenAIWithCacheWrites(1, 5, 0.05m)),
        LongFrom272k("gpt-6-astra", OpenAIWithCacheWrites(10, 50, 1)) with { Fast = 2 },
        LongFrom272k("gpt-6-sol", OpenAIWithCacheWrites(2, 10, 0.2m)),
        LongFrom272k("gpt-6-luna", OpenAIWithCacheWrites(0.1m, 0.5m, 0.01m)),
        LongFrom272k("gpt-5.6", OpenAIWithCacheWrites(5, 30, 0.5m)) with { Fast = 2 },
        LongFrom272k("gpt-5.6-sol", OpenAIWithCacheWrites(5, 30, 0.5m)) with { Fast = 2 },
        LongFrom272k("gpt-5.6-terra", OpenAIWithCacheWrites(2.5m, 15, 0.25m)) with { Fast = 2 },
        LongFrom272k("gpt-5.6-terra", OpenAIWithCacheWrites(2, 12, 0.2m)) with { Fast = 2, From = new(2026, 7, 30) },
        LongFrom272k("gpt-5.6-luna", OpenAIWithCacheWrites(1, 6, 0.1m)) with { Fast = 2 },
        LongFrom272k("gpt-5.6-luna", OpenAIWithCacheWrites(0.2m, 1.2m, 0.02m)) with { Fast = 2, From = new(2026, 7, 30) },
        LongFrom272k("gpt-5.5", OpenAI(5, 30, 0.5m)) with { Fast = 2.5m, IsFastOnlyWhenShort = true },
        LongFrom272k("gpt-5.5-pro", OpenAI(30, 180, 30)),
        LongFrom272k("gpt-5.4-pro", OpenAI(30, 180, 30)),
        LongFrom272k("gpt-5.4", OpenAI(2.5m, 15, 0.25m)) with { Fast = 2, IsFastOnlyWhenShort = true },
        new("gpt-5.4-mini", OpenAI(0.75m, 4.5m, 0.075m)) { Fast = 2 },
        new("gpt-5.4-nano", OpenAI(0.2m, 1.25m, 0.02m)),
        new("gpt-5.3-codex", OpenAI(1.75m, 14, 0.175m)) { Fast = 2 },
        new("gpt-5.2", OpenAI(1.75m, 14, 0.175m)) { Fast = 2 },
        new("gpt-5.2-codex", OpenAI(1.75m, 14, 0.175m)),
        new("gpt-5.1", OpenAI(1.25m, 10, 0.125m)) { Fast = 2 },
        new("gpt-5.1-codex", OpenAI(1.25m, 10, 0.125m)) { Fast = 2 },
        new("gpt-5.1-codex-max", OpenAI(1.25m, 10, 0.125m)),
        new("gpt-5.1-codex-mini", OpenAI(0.25m, 2, 0.025m)),
        new("gpt-5", OpenAI(1.25m, 10, 0.125m)) { Fast = 2 },
        new("gpt-5-codex", OpenAI(1.25m, 10, 0.125m)) { Fast = 2 },
        new("gpt-5-mini", OpenAI(0.25m, 2, 0.025m)) { Fast = 1.8m },
        new("gpt-5-nano", OpenAI(0.05m, 0.4m, 0.005m)),
        new("gpt-5.2-chat", OpenAI(1.75m, 14, 0.175m)),
        new("gpt-5-chat", OpenAI(1.25m, 10, 0.125m)),
        new("gpt-4o", OpenAI(2.5m, 10, 1.25m)),
        new("gpt-4o-mini", OpenAI(0.15m, 0.6m, 0.075m)),
        new("gpt-4.1-nano", OpenAI(0.1m, 0.4m, 0.025m)),
        new("gpt-4.1", OpenAI(2, 8, 0.5m)),
        new("gpt-4.1-mini", OpenAI(0.4m, 1.6m, 0.1m)),
        new("o3", OpenAI(10, 40, 2.5m)),
        new("o3", OpenAI(2, 8, 0.5m)) { From = new(2025, 6, 10) },
        new("o4-mini", OpenAI(1.1m, 4.4m, 0.275m)),
        new("codex-mini-latest", OpenAI(1.5m, 6, 0.375m)),
        new("gemini-3.5-flash", Google(1.5m, 9)),
        LongFrom200k("gemini-3.1-pro", Google(2, 12)),
        LongFrom200k("gemini-3.1-pro-preview-customtools", Google(2, 12)),
        new("gemini-3.1-flash-lite", Google(0.25m, 1.5m)),
        LongFrom200k("gemini-3-pro", Google(2, 12)),
        new("gemini-3-flash", Google(0.5m, 3)),
        LongFrom200k("gemini-2.5-pro", Google(1.25m, 10)),
        new("gemini-2.5-flash", Google(0.3m, 2.5m)),
        new("gemini-2.5-flash-lite", Google(0.1m, 0.4m)),
        new("gemini-2.0-flash", Google(0.1m, 0.4m, 0.025m)),
        new("kimi-k3", new ModelPrice(3, 15, 0.3m, 3, 3)),
        new("kimi-k2.6", new ModelPrice(0.95m, 4, 0.16m, 0.95m, 0.95m)),
        new("kimi-k2.5", new ModelPrice(0.6m, 3, 0.1m, 0.6m, 0.6m)),
        new("kimi-k2-thinking", new ModelPrice(0.6m, 2.5m, 0.15m, 0.6m, 0.6m)),
        new("glm-5.2", new ModelPrice(1.4m, 4.4m, 0.26m, 1.4m, 1.4m)),
        new("glm-5.1", new ModelPrice(1.4m, 4.4m, 0.26m, 1.4m, 1.4m)),
        new("glm-5", new ModelPrice(1, 3.2m, 0.2m, 1, 1)),
        new("glm-4.7", new ModelPrice(0.6m, 2.2m, 0.11m, 0.6m, 0.6m)),
        new("glm-4.6", new ModelPrice(0.6m, 2.2m, 0.11m, 0.6m, 0.6m)),
        new("glm-4.5", new ModelPrice(0.6m, 2.2m, 0.11m, 0.6m, 0.6m)),
        new("qwen3-max", Alibaba(1.2m, 6)) { Tiers = [(UsageKind.Over32k, Alibaba(2.4m, 12)), (UsageKind.Over128k, Alibaba(3, 15))] },
        new("qwen3-coder-plus", Alibaba(1, 5))
        {
            Tiers =
            [
                (UsageKind.Over32k, Alibaba(1.8m, 9)),
                (UsageKind.Over128k, Alibaba(3, 15)),
                (UsageKind.Over256k, Alibaba(6, 60)),
            ],
        },
        new("qwen3-coder-flash", Alibaba(0.3m, 1.5m))
        {
            Tiers =
            [
                (UsageKind.Over32k, Alibaba(0.5m, 2.5m)),
                (UsageKind.Over128k, Alibaba(0.8m, 4)),
                (UsageKind.Over256k, Alibaba(1.6m, 9.6m)),
            ],
        },
    ];

    private static readonly ModelPrice Free = new(0, 0, 0, 0, 0);

    // Each model's newest price first.
    private static readonly Dictionary<string, PriceEntry[]> ByModel = Entries
        .GroupBy(entry => entry.Model, StringComparer.Ordinal)
        .ToDictionary(model => model.Key, model => model.OrderByDescending(entry => entry.From).ToArray(), StringComparer.Ordinal);

    /// <summary>The day on which the table was last checked.</summary>
    public static DateOnly AsOf => new(2026, 11, 29);

    /// <summary>The price of a model's web search in dollars, the same for all models.</summary>
    public static decimal WebSearch => 0.01m;

    public static bool Has(string plainName) => ByModel.ContainsKey(plainName);

    /// <summary>Null if the model has no price, or none in fast mode.</summary>
    public static ModelPrice? Find(ModelName model, DateOnly day, UsageKind kind) =>
        model.IsFree ? Free
        : ByModel.TryGetValue(model.Plain, out var entries) ? Array.Find(entries, entry => entry.From <= day)?.At(kind, model.IsFast)
        : null;

    private static PriceEntry LongFrom200k(string model, ModelPrice price) =>
        new(model, price) { Tiers = [(UsageKind.Over200k, price.Times(2, 1.5m))] };

    private static PriceEntry LongFrom272k(string model, ModelPrice price) =>
        new(model, price) { Tiers = [(UsageKind.Over272k, price.Times(2, 1.5m))] };
}
