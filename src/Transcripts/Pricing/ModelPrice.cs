namespace ToolTime.Transcripts.Pricing;

/// <summary>What a model costs from a day on, in dollars for a million tokens, as its maker lists it.</summary>
/// <param name="Input">Input that no cache holds.</param>
/// <param name="Output">Output, reasoning among it.</param>
/// <param name="CacheRead">Input read from a cache.</param>
/// <param name="CacheWrite5m">Input written to a cache for 5 minutes.</param>
/// <param name="CacheWrite1h">Input written to a cache for an hour.</param>
internal sealed record ModelPrice(decimal Input, decimal Output, decimal CacheRead, decimal CacheWrite5m, decimal CacheWrite1h)
{
    private const decimal Million = 1_000_000;

    /// <summary>Anthropic's rule: reading a cache costs a tenth of the input, writing it 1.25 times or, for an hour, twice as much.</summary>
    public static ModelPrice Anthropic(decimal input, decimal output) => new(input, output, input / 10, input * 1.25m, input * 2);

    /// <summary>OpenAI does not charge for writing a cache beyond the input itself.</summary>
    public static ModelPrice OpenAI(decimal input, decimal output, decimal cacheRead) => new(input, output, cacheRead, input, input);

    public ModelPrice Times(decimal factor) => new(Input * factor, Output * factor, CacheRead * factor, CacheWrite5m * factor, CacheWrite1h * factor);

    /// <summary>In dollars.</summary>
    public decimal Cost(TokenCount tokens) =>
        ((tokens.Input * Input) + (tokens.Output * Output) + (tokens.CacheRead * CacheRead) + (tokens.CacheWrite5m * CacheWrite5m) + (tokens.CacheWrite1h * CacheWrite1h)) / Million;
}
