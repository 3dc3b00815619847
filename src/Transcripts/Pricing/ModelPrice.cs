namespace ToolTime.Transcripts.Pricing;

/// <summary>What a model costs from a day on, in dollars for a million tokens, as its maker lists it.</summary>
/// <param name="Input">Input that no cache holds.</param>
/// <param name="Output">Output, reasoning among it.</param>
/// <param name="CacheRead">Input read from a cache.</param>
/// <param name="CacheWrite5m">Input written to a cache for 5 minutes, or for as long as its maker's usual one.</param>
/// <param name="CacheWrite1h">Input written to a cache for an hour.</param>
internal sealed record ModelPrice(decimal Input, decimal Output, decimal CacheRead, decimal CacheWrite5m, decimal CacheWrite1h)
{
    private const decimal Million = 1_000_000;

    /// <summary>
    /// Anthropic's rule: writing a cache costs 1.25 times the input or, for an hour, twice as much; reading it a tenth, unless a model has
    /// its own price for that.
    /// </summary>
    public static ModelPrice Anthropic(decimal input, decimal output, decimal? cacheRead = null) =>
        new(input, output, cacheRead ?? input / 10, input * 1.25m, input * 2);

    /// <summary>OpenAI's rule up to gpt-5.5: writing a cache costs no more than the input itself.</summary>
    public static ModelPrice OpenAI(decimal input, decimal output, decimal cacheRead) => new(input, output, cacheRead, input, input);

    /// <summary>OpenAI's rule from gpt-5.6 on: writing a cache costs 1.25 times the input.</summary>
    public static ModelPrice OpenAIWithCacheWrites(decimal input, decimal output, decimal cacheRead) =>
        new(input, output, cacheRead, input * 1.25m, input * 1.25m);

    /// <summary>
    /// Google's rule: reading a cache costs a tenth of the input, unless a model has its own price for that; what a cache costs by the hour
    /// is in no transcript.
    /// </summary>
    public static ModelPrice Google(decimal input, decimal output, decimal? cacheRead = null) =>
        new(input, output, cacheRead ?? input / 10, input, input);

    /// <summary>
    /// Alibaba Cloud's rule for caches that nobody asked for: reading one costs a fifth of the input, writing one nothing more.
    /// </summary>
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
