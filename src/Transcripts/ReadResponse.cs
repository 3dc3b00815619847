using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts;

/// <summary>What one line says about a model's response. Later lines of the same response add to it.</summary>
/// <param name="Key">Identifies the response in other lines, in this transcript and in copies.</param>
/// <param name="At">UTC seconds since 1970.</param>
/// <param name="Model">The model's name in the client.</param>
/// <param name="Tokens">The response's tokens so far.</param>
/// <param name="CostMicros">Millionths of a dollar if the client recorded a cost, otherwise -1.</param>
internal readonly record struct ReadResponse(IdHash Key, uint At, string Model, TokenCount Tokens, long CostMicros = -1)
{
    /// <summary>What determines its price, if its line says so.</summary>
    public UsageKind Kind { get; init; }

    /// <summary>Its web searches, each of which has a price.</summary>
    public long WebSearches { get; init; }

    /// <summary>
    /// A hash of its identifier without its request; 0 if it has none. Within a session it identifies one response of a side conversation.
    /// </summary>
    public uint Message { get; init; }

    /// <summary>
    /// A hash of what a copy in another session shares with it, such as its line's own identifier; 0 if lines have nothing like that.
    /// </summary>
    public uint Witness { get; init; }

    /// <summary>What it is attributed to; null if unknown.</summary>
    public Attribution? Attribution { get; init; }

    /// <summary>True if <see cref="Key"/> identifies a running total, which is only unique within a session.</summary>
    public bool IsRunningTotal { get; init; }

    /// <summary>True if it is from before the session's own first turn, so its parent's.</summary>
    public bool IsInherited { get; init; }

    /// <summary>
    /// Takes the larger of each count of a later line; the time is that of the line with most tokens, or the last if equal. Where one model
    /// went on for another, the counts are those of the one with more output.
    /// </summary>
    public ReadResponse Merge(in ReadResponse later)
    {
        var isOtherModel = later.Model != Model && later.Model is not UnknownModel.Name && Model is not UnknownModel.Name;
        var isLater = isOtherModel ? later.Tokens.Output > Tokens.Output : later.Tokens.Total >= Tokens.Total;
        var most = isLater ? later : this;
        return most with
        {
            Tokens = isOtherModel ? most.Tokens : TokenCount.Max(Tokens, later.Tokens),
            WebSearches = Math.Max(WebSearches, later.WebSearches),
            CostMicros = isOtherModel ? most.CostMicros : Math.Max(CostMicros, later.CostMicros),
            Kind = (Kind & later.Kind & UsageKind.Unfinished) | ((Kind | later.Kind) & ~UsageKind.Unfinished),
            Witness = Witness,
            Attribution = Attribution ?? later.Attribution,
        };
    }
}
