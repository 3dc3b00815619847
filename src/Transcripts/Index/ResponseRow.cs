using System.Runtime.InteropServices;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>A response as the index stores it, byte for byte: its layout is a file format and never changes within a version.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct ResponseRow : IKeyedRow
{
    private static readonly (long Tokens, UsageKind Kind)[] Lengths =
    [
        (32_000, UsageKind.Over32k),
        (100_000, UsageKind.Over100k),
        (128_000, UsageKind.Over128k),
        (200_000, UsageKind.Over200k),
        (256_000, UsageKind.Over256k),
        (272_000, UsageKind.Over272k),
    ];

    private IdHash _key;
    public uint At;
    public int Session;
    public int Model;
    public UsageKind Kind;
    public uint Input;
    public uint Output;
    public uint CacheWrite5m;
    public uint CacheWrite1h;
    public uint CacheRead;
    public uint WebSearches;
    public long CostMicros;

    /// <summary>A hash of the response's identifier without its request; 0 if it has none.</summary>
    public uint Message;

    /// <summary>A hash of what a copy in another session shares with the original; 0 if lines have nothing like that.</summary>
    public uint Witness;

    /// <summary>The number of its attribution in the catalog.</summary>
    public int Attribution;

    public readonly TokenCount Tokens => new(Input, Output, CacheWrite5m, CacheWrite1h, CacheRead);

    public readonly IdHash Key => _key;

    public static ResponseRow From(ReadResponse response, int session, int model, int attribution)
    {
        var row = new ResponseRow
        {
            _key = response.Key,
            At = response.At,
            Session = session,
            Model = model,
            Kind = response.Kind,
            WebSearches = (uint)response.WebSearches,
            Message = response.Message,
            Witness = response.Witness,
            Attribution = attribution,
        };
        row.Set(response.Tokens, response.CostMicros);
        return row;
    }

    /// <summary>The same response under another key.</summary>
    public readonly ResponseRow Under(IdHash key) => this with { _key = key };

    /// <summary>
    /// Takes the larger of each count of another line of the same response; where one model went on for another, the counts of the one with
    /// more output.
    /// </summary>
    public void Merge(in ResponseRow other)
    {
        var (mine, its) = (Tokens, other.Tokens);
        WebSearches = Math.Max(WebSearches, other.WebSearches);
        Attribution = Attribution == AttributionRow.None ? other.Attribution : Attribution;
        Kind |= other.Kind & UsageKind.UsInference;
        // A final line completes what an earlier one left open.
        if ((other.Kind & UsageKind.Unfinished) == 0)
        {
            Kind &= ~UsageKind.Unfinished;
        }

        if (Model == other.Model || (Kind | other.Kind).HasFlag(UsageKind.Unnamed))
        {
            Set(TokenCount.Max(mine, its), Math.Max(Priced(this), Priced(other)));
        }
        else if (its.Output > mine.Output)
        {
            Model = other.Model;
            Set(its, Priced(other));
        }
    }

    private static uint Stored(long count) => (uint)Math.Clamp(count, 0, uint.MaxValue);

    private static long Priced(in ResponseRow row) => row.Kind.HasFlag(UsageKind.PricedByClient) ? row.CostMicros : -1;

    private void Set(TokenCount tokens, long costMicros)
    {
        (Input, Output) = (Stored(tokens.Input), Stored(tokens.Output));
        (CacheWrite5m, CacheWrite1h, CacheRead) = (Stored(tokens.CacheWrite5m), Stored(tokens.CacheWrite1h), Stored(tokens.CacheRead));
        CostMicros = Math.Max(0, costMicros);
        Kind &= ~(UsageKind.Length | UsageKind.PricedByClient);
        Kind |= costMicros >= 0 ? UsageKind.PricedByClient : 0;
        foreach (var (length, kind) in Lengths)
        {
            Kind |= tokens.Prompt > length ? kind : 0;
        }
    }
}
