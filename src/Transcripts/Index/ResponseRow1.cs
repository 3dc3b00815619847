using System.Runtime.InteropServices;

namespace ToolTime.Transcripts.Index;

/// <summary>A response as version 1 of the format stored it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct ResponseRow1
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

    public static RowTable<ResponseRow> Upgrade(ResponseRow1[] rows)
    {
        var upgraded = new RowTable<ResponseRow>();
        foreach (ref readonly var row in rows.AsSpan())
        {
            var tokens = new TokenCount(row.Input, row.Output, row.CacheWrite5m, row.CacheWrite1h, row.CacheRead);
            // A model has a price of its own where the client wrote down a cost of 0.
            var cost = row.Kind.HasFlag(UsageKind.PricedByClient) && row.CostMicros > 0 ? row.CostMicros : -1;
            upgraded.Add(ResponseRow.From(new ReadResponse(row.Key, row.At, "", tokens, cost), row.Session, row.Model));
        }

        return upgraded;
    }
}
