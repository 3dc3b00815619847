namespace ToolTime.Transcripts.Pricing;

/// <summary>A model's price from a day on, in dollars per million tokens, as listed by its vendor.</summary>
/// <param name="Input">Uncached input.</param>
/// <param name="Output">Output, including reasoning.</param>
/// <param name="CacheRead">Input read from a cache.</param>
/// <param name="CacheWrite5m">Input written to a cache for 5 minutes, or for the vendor's usual time.</param>
/// <param name="CacheWrite1h">Input written to a cache for an hour.</param>
internal sealed record ModelPrice(decimal Input, decimal Output, decimal CacheRead, decimal CacheWrite5m, decimal CacheWrite1h)
{
    private const decimal Million = 1_000_000;

    /// <summary>
    /// Anthropic's rule: writing to a cache costs 1.25 times the input, or twice for an hour; reading costs a tenth, unless the model has
    /// its own price for that.
    /// </summary>
    public static ModelPrice Anthropic(decimal input, decimal output, decimal? cacheRead = null) =>
        new(input, output, cacheRead ?? input / 10, input * 1.25m, input * 2);

    /// <summary>OpenAI's rule up to gpt-5.5: writing to a cache costs no more than the input itself.</summary>
    public static ModelPrice OpenAI(decimal input, decimal output, decimal cacheRead) => new(input, output, cacheRead, input, input);

    /// <summary>OpenAI's rule from gpt-5.6 on: writing to a cache costs 1.25 times the input.</summary>
    public static ModelPrice OpenAIWithCacheWrites(decimal input, decimal output, decimal cacheRead) =>
        new(input, output, cacheRead, input * 1.25m, input * 1.25m);

    /// <summary>
    /// Google's rule: reading a cache costs a tenth of the input, unless the model has its own price for that; a cache's hourly cost is in
    /// no transcript.
    /// </summary>
    public static ModelPrice Google(decimal input, decimal output, decimal? cacheRead = null) =>
        new(input, output, cacheRead ?? input / 10, input, input);

    /// <summary>Alibaba Cloud's rule for implicit caches: reading costs a fifth of the input, writing nothing extra.</summary>
    public static ModelPrice Alibaba(decimal input, decimal output) => new(input, output, input / 5, input, input);

    public ModelPrice Times(decimal input, decimal output) =>
        new(Input * input, Output * output, CacheRead * input, CacheWrite5m * input, CacheWrite1h * input);

    public ModelPrice Times(decimal factor) => Times(factor, factor);

    /// <summary>In dollars.</summary>
    public decimal Cost(TokenCount tokens) =>
        (
            (tokens.Input * Input)
            + (tokens.Output * Output)
            + (tokens.CacheRead * CacheRead)
            + (tokens.CacheWrite5m * CacheWrite5m)
            + (tokens.CacheWrite1h * CacheWrite1h)
        ) / Million;
}
