namespace ToolTime.Transcripts;

/// <summary>
/// Tokens by kind. Each token is in one kind only: <paramref name="Input"/> excludes those read from or written to a cache.
/// </summary>
/// <param name="Input">Tokens sent, without cached ones.</param>
/// <param name="Output">Tokens received, including reasoning.</param>
/// <param name="CacheWrite5m">Tokens written to a cache that lives 5 minutes, or for an unknown time.</param>
/// <param name="CacheWrite1h">Tokens written to a cache that lives an hour.</param>
/// <param name="CacheRead">Tokens read from a cache.</param>
internal readonly record struct TokenCount(long Input, long Output, long CacheWrite5m, long CacheWrite1h, long CacheRead)
{
    public long CacheWrite => CacheWrite5m + CacheWrite1h;

    public long Total => Input + Output + CacheWrite + CacheRead;

    /// <summary>Everything sent with a request: the length that prices depend on.</summary>
    public long Prompt => Input + CacheWrite + CacheRead;

    /// <summary>True for a possible count of one response; a sum of many may be larger.</summary>
    public bool IsOfOneResponse => Math.Max(Prompt, Output) <= uint.MaxValue;

    public void Write(BinaryWriter writer)
    {
        foreach (var tokens in (ReadOnlySpan<long>)[Input, Output, CacheWrite5m, CacheWrite1h, CacheRead])
        {
            writer.Write(tokens);
        }
    }

    public static TokenCount Read(BinaryReader reader) =>
        new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());

    /// <summary>
    /// The larger of each kind. Where they divide the same cache writes differently by lifetime, the larger sum of these.
    /// </summary>
    public static TokenCount Max(TokenCount one, TokenCount other)
    {
        var forHour = Math.Max(one.CacheWrite1h, other.CacheWrite1h);
        return new(
            Math.Max(one.Input, other.Input),
            Math.Max(one.Output, other.Output),
            Math.Max(one.CacheWrite, other.CacheWrite) - forHour,
            forHour,
            Math.Max(one.CacheRead, other.CacheRead)
        );
    }

    /// <summary>The smaller of each kind.</summary>
    public static TokenCount Min(TokenCount one, TokenCount other) => new(
        Math.Min(one.Input, other.Input),
        Math.Min(one.Output, other.Output),
        Math.Min(one.CacheWrite5m, other.CacheWrite5m),
        Math.Min(one.CacheWrite1h, other.CacheWrite1h),
        Math.Min(one.CacheRead, other.CacheRead));

    public static TokenCount operator -(TokenCount one, TokenCount other) => new(
        one.Input - other.Input,
        one.Output - other.Output,
        one.CacheWrite5m - other.CacheWrite5m,
        one.CacheWrite1h - other.CacheWrite1h,
        one.CacheRead - other.CacheRead);

    public static TokenCount operator +(TokenCount one, TokenCount other) => new(
        one.Input + other.Input,
        one.Output + other.Output,
        one.CacheWrite5m + other.CacheWrite5m,
        one.CacheWrite1h + other.CacheWrite1h,
        one.CacheRead + other.CacheRead);
}
