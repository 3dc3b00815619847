using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts;

/// <summary>What one line says of a model's response. Later lines of the same response say more.</summary>
/// <param name="Key">By which other lines of the same response are known, in this transcript and in copies.</param>
/// <param name="At">UTC seconds since 1970.</param>
/// <param name="Model">As the client names it.</param>
/// <param name="Tokens">All of the response's tokens so far.</param>
/// <param name="CostMicros">Millionths of a dollar where the client itself recorded a cost, else -1.</param>
internal readonly record struct ReadResponse(IdHash Key, uint At, string Model, TokenCount Tokens, long CostMicros = -1)
{
    /// <summary>What its price goes by, as far as its line says it.</summary>
    public UsageKind Kind { get; init; }

    /// <summary>Searches of the web that were made for it, each with a price.</summary>
    public long WebSearches { get; init; }

    /// <summary>
    /// Of its identifier without its request; 0 where it has none. Inside one session it names one response of a side conversation.
    /// </summary>
    public uint Message { get; init; }

    /// <summary>
    /// Of what a copy in another session has in common with it, such as its line's own identifier; 0 where lines have nothing of the kind.
    /// </summary>
    public uint Witness { get; init; }

    /// <summary>On whose account it was; null where nothing is said of that.</summary>
    public Attribution? Attribution { get; init; }

    /// <summary>True where <see cref="Key"/> is of a running total, which says something inside one session only.</summary>
    public bool IsRunningTotal { get; init; }

    /// <summary>
    /// Takes the larger of each count of a later line; the time is that of the line with most tokens, of equals the last.
    /// </summary>
    public ReadResponse Merge(in ReadResponse later) => (later.Tokens.Total >= Tokens.Total ? later : this) with
    {
        Tokens = TokenCount.Max(Tokens, later.Tokens),
        WebSearches = Math.Max(WebSearches, later.WebSearches),
        CostMicros = Math.Max(CostMicros, later.CostMicros),
        Kind = (Kind & later.Kind & UsageKind.Unfinished) | ((Kind | later.Kind) & ~UsageKind.Unfinished),
        Witness = Witness,
        Attribution = Attribution ?? later.Attribution,
    };
}
