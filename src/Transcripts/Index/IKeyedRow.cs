using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>A row that is known by a key.</summary>
internal interface IKeyedRow
{
    IdHash Key { get; }
}
