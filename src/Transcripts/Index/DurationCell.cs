using System.Runtime.InteropServices;

namespace ToolTime.Transcripts.Index;

/// <summary>How long one call of a tool took. Stored in the index, byte for byte.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct DurationCell
{
    public int Slot;
    public int Session;
    public int Name;
    public int Milliseconds;
}
