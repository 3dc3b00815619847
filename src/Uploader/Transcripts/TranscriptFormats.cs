using ToolTime.Uploader.Transcripts.ClaudeCode;

namespace ToolTime.Uploader.Transcripts;

/// <summary>The clients whose transcripts can be read.</summary>
internal static class TranscriptFormats
{
    public static readonly IReadOnlyList<ITranscriptFormat> All = [new ClaudeCodeFormat()];
}
