namespace ToolTime.Transcripts.Tests;

/// <summary>The totals of made-up transcripts: the last, largest line of each response.</summary>
internal sealed record MadeUpTotals
{
    public int Responses { get; init; }

    public long Input { get; init; }

    public long Output { get; init; }

    public long CacheWrite { get; init; }

    public long CacheRead { get; init; }

    public long Errors { get; init; }

    public MadeUpTotals With(int input, int output, int cacheWrite, int cacheRead, bool isError) => new()
    {
        Responses = Responses + 1,
        Input = Input + input,
        Output = Output + output,
        CacheWrite = CacheWrite + cacheWrite,
        CacheRead = CacheRead + cacheRead,
        Errors = Errors + (isError ? 1 : 0),
    };
}
