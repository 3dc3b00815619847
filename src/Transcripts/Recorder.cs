namespace ToolTime.Transcripts;

/// <summary>
/// Who wrote what is read. Where several tell of a session, the first of these counts and the others add what it does not know.
/// </summary>
internal enum Recorder
{
    /// <summary>The agent itself.</summary>
    Transcript,

    /// <summary>`tooltime serve`, of what agents sent it.</summary>
    Otlp,

    /// <summary>`tooltime hook`.</summary>
    Hooks,
}
