using System.Runtime.InteropServices;

namespace ToolTime.Transcripts.Index;

/// <summary>The sums of the responses of one session and model in one quarter of an hour. Stored in the index, byte for byte.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct UsageCell
{
    /// <summary>A quarter of an hour: in every time zone, days start on one.</summary>
    public const int SlotSeconds = 900;

    public int Slot;
    public int Session;
    public int Model;
    public UsageKind Kind;
    public int Attribution;

    /// <summary>When the first and the last response came, in UTC seconds since 1970.</summary>
    public uint First;
    public uint Last;
    public int Responses;
    public int WebSearches;
    public long Input;
    public long Output;
    public long CacheWrite5m;
    public long CacheWrite1h;
    public long CacheRead;
    public long CostMicros;

    public readonly TokenCount Tokens => new(Input, Output, CacheWrite5m, CacheWrite1h, CacheRead);

    public void Add(in ResponseRow row)
    {
        First = Last == 0 ? row.At : Math.Min(First, row.At);
        Last = Math.Max(Last, row.At);
        Responses += row.Kind.HasFlag(UsageKind.NoResponse) ? 0 : 1;
        WebSearches += (int)row.WebSearches;
        Input += row.Input;
        Output += row.Output;
        CacheWrite5m += row.CacheWrite5m;
        CacheWrite1h += row.CacheWrite1h;
        CacheRead += row.CacheRead;
        CostMicros += row.CostMicros;
    }
}
