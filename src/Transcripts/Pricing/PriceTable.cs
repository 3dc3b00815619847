using ToolTime.Recording.Usage;
using ToolTime.Transcripts.Index;
using static ToolTime.Transcripts.Pricing.ModelPrice;

namespace ToolTime.Transcripts.Pricing;

/// <summary>
/// The makers' list prices. A model that is not in it has no price: it is never guessed from a name that begins alike, since new versions
/// cost other than old ones. Compared on <see cref="AsOf"/> with the prices that ccusage 20.0.24 ships, which are LiteLLM's.
/// </summary>
internal static class PriceTable
{
    private const string FastSuffix = "-fast";
    private const decimal FastFactor = 6;

    private static readonly DateOnly Always = DateOnly.MinValue;

    private static readonly PriceEntry[] Entries =
    [
        new("claude-opus-5", Always, Anthropic(5, 25)),
        new("claude-opus-4-8", Always, Anthropic(5, 25)),
        new("claude-opus-4-7", Always, Anthropic(5, 25)),
        new("claude-opus-4-6", Always, Anthropic(5, 25)),
        new("claude-opus-4-5", Always, Anthropic(5, 25)),
        new("claude-opus-4-1", Always, Anthropic(15, 75)),
        new("claude-opus-4", Always, Anthropic(15, 75)),
        new("claude-opus-4-0", Always, Anthropic(15, 75)),
        new("claude-sonnet-5", Always, Anthropic(2, 10)),
        new("claude-sonnet-4-6", Always, Anthropic(3, 15)),
        new("claude-sonnet-4-5", Always, Anthropic(3, 15), LongPrompt: Anthropic(6, 22.5m)),
        new("claude-sonnet-4", Always, Anthropic(3, 15), LongPrompt: Anthropic(6, 22.5m)),
        new("claude-sonnet-4-0", Always, Anthropic(3, 15), LongPrompt: Anthropic(6, 22.5m)),
        new("claude-haiku-4-5", Always, Anthropic(1, 5)),
        new("claude-3-7-sonnet", Always, Anthropic(3, 15)),
        new("claude-3-5-sonnet", Always, Anthropic(3, 15)),
        new("claude-3-5-haiku", Always, Anthropic(0.8m, 4)),
        new("claude-3-opus", Always, Anthropic(15, 75)),
        new("claude-3-haiku", Always, new ModelPrice(0.25m, 1.25m, 0.03m, 0.3m, 0.5m)),
        new("gpt-5.3-codex", Always, OpenAI(1.75m, 14, 0.175m)),
        new("gpt-5.2", Always, OpenAI(1.75m, 14, 0.175m)),
        new("gpt-5.2-codex", Always, OpenAI(1.75m, 14, 0.175m)),
        new("gpt-5.1", Always, OpenAI(1.25m, 10, 0.125m)),
        new("gpt-5.1-codex", Always, OpenAI(1.25m, 10, 0.125m)),
        new("gpt-5.1-codex-max", Always, OpenAI(1.25m, 10, 0.125m)),
        new("gpt-5.1-codex-mini", Always, OpenAI(0.25m, 2, 0.025m)),
        new("gpt-5", Always, OpenAI(1.25m, 10, 0.125m)),
        new("gpt-5-codex", Always, OpenAI(1.25m, 10, 0.125m)),
        new("gpt-5-mini", Always, OpenAI(0.25m, 2, 0.025m)),
        new("gpt-5-nano", Always, OpenAI(0.05m, 0.4m, 0.005m)),
        new("gpt-4.1", Always, OpenAI(2, 8, 0.5m)),
        new("gpt-4.1-mini", Always, OpenAI(0.4m, 1.6m, 0.1m)),
        new("o3", Always, OpenAI(10, 40, 2.5m)),
        new("o3", new(2025, 6, 10), OpenAI(2, 8, 0.5m)),
        new("o4-mini", Always, OpenAI(1.1m, 4.4m, 0.275m)),
        new("codex-mini-latest", Always, OpenAI(1.5m, 6, 0.375m)),
    ];

    private static readonly ILookup<string, PriceEntry> ByModel = Entries.ToLookup(entry => entry.Model, StringComparer.Ordinal);

    /// <summary>The day on which the table was last looked through.</summary>
    public static DateOnly AsOf => new(2026, 11, 20);

    /// <summary>Null where the model has no price.</summary>
    public static ModelPrice? Find(string model, DateOnly day, UsageKind kind)
    {
        var isFast = model.EndsWith(FastSuffix, StringComparison.Ordinal);
        var name = PlainName(isFast ? model[..^FastSuffix.Length] : model);
        var entry = ByModel[name].Where(entry => entry.From <= day).MaxBy(entry => entry.From);
        var price = kind.HasFlag(UsageKind.LongPrompt) ? entry?.LongPrompt ?? entry?.Price : entry?.Price;
        return isFast ? price?.Times(FastFactor) : price;
    }

    /// <summary>A model's name without what does not change its price: the service in front, the date and the size of its context behind.</summary>
    public static string PlainName(string model)
    {
        var name = CellName.Model(model);
        name = name[(name.LastIndexOf('/') + 1)..];
        if (name.LastIndexOf("anthropic.", StringComparison.Ordinal) is >= 0 and var service)
            name = name[(service + "anthropic.".Length)..];
        if (name.EndsWith("-v1:0", StringComparison.Ordinal))
            name = name[..^"-v1:0".Length];
        var dated = name.LastIndexOfAny(['-', '@']);
        if (dated > 0 && name.Length - dated is 9 && !name.AsSpan(dated + 1).ContainsAnyExceptInRange('0', '9'))
            return name[..dated];
        return name.EndsWith("-latest", StringComparison.Ordinal) && !ByModel.Contains(name) ? name[..^"-latest".Length] : name;
    }
}
