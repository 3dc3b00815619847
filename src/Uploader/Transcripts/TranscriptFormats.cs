using ToolTime.Uploader.Transcripts.ClaudeCode;
using ToolTime.Uploader.Transcripts.Codex;
using ToolTime.Uploader.Transcripts.OpenClaw;

namespace ToolTime.Uploader.Transcripts;

/// <summary>The clients whose transcripts can be read.</summary>
internal static class TranscriptFormats
{
    public static readonly IReadOnlyList<ITranscriptFormat> All = [new ClaudeCodeFormat(), new CodexFormat(), new OpenClawFormat()];
}
