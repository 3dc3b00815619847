using System.Runtime.InteropServices;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>A response as version 1 of the format stored it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct ResponseRowV1
{
    public IdHash Key;
    public uint At;
    public int Session;
    public int Model;
    public UsageKind Kind;
    public uint Input;
    public uint Output;
    public uint CacheWrite5m;
    public uint CacheWrite1h;
    public uint CacheRead;
    public uint Reserved;
    public long CostMicros;

    private readonly ResponseRow Upgrade()
    {
        var tokens = new TokenCount(Input, Output, CacheWrite5m, CacheWrite1h, CacheRead);
        // A model has a price of its own if the client recorded a cost of 0.
        var cost = Kind.HasFlag(UsageKind.PricedByClient) && CostMicros > 0 ? CostMicros : -1;
        return ResponseRow.From(new ReadResponse(Key, At, "", tokens, cost), Session, Model, AttributionRow.None);
    }

    public static RowTable<ResponseRow> Upgrade(ResponseRowV1[] rows)
    {
        var upgraded = new RowTable<ResponseRow>();
        foreach (ref readonly var row in rows.AsSpan())
        {
            upgraded.Add(row.Upgrade());
        }

        return upgraded;
    }
}

/// <summary>A response as version 2 of the format stored it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct ResponseRowV2
{
    public ResponseRowV1 Row;
    public uint Message;
    public uint Witness;

    public readonly ResponseRow Upgrade()
    {
        var tokens = new TokenCount(Row.Input, Row.Output, Row.CacheWrite5m, Row.CacheWrite1h, Row.CacheRead);
        var response = new ReadResponse(Row.Key, Row.At, "", tokens, Row.Kind.HasFlag(UsageKind.PricedByClient) ? Row.CostMicros : -1)
        {
            Kind = Row.Kind,
            WebSearches = Row.Reserved,
            Message = Message,
            Witness = Witness,
        };
        return ResponseRow.From(response, Row.Session, Row.Model, AttributionRow.None);
    }
}

/// <summary>A call as versions 1 and 2 of the format stored it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct CallRowV2
{
    public IdHash Key;
    public uint At;
    public int Session;
    public int Tool;
    public int Skill;
    public CallOutcome Outcome;
    public int IsEditWithoutRead;

    public readonly CallRow Upgrade() =>
        CallRow.From(new ReadCall(Key, At, null, null, IsEditWithoutRead != 0), Session, Tool, Skill, AttributionRow.None) with
        {
            Outcome = Outcome,
        };
}
