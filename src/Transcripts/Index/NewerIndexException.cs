namespace ToolTime.Transcripts.Index;

/// <summary>The index was written by a newer version of tooltime, and is left alone.</summary>
internal sealed class NewerIndexException()
    : Exception("The index was written by a newer version of tooltime; this one leaves it alone and reads every transcript again.");
