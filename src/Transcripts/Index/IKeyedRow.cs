using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>A row identified by a key.</summary>
internal interface IKeyedRow
{
    IdHash Key { get; }
}
