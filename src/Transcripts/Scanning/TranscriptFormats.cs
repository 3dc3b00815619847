using ToolTime.Transcripts.ClaudeCode;
using ToolTime.Transcripts.Codex;
using ToolTime.Transcripts.OpenClaw;

namespace ToolTime.Transcripts.Scanning;

/// <summary>The clients whose transcripts can be read.</summary>
internal static class TranscriptFormats
{
    public static readonly IReadOnlyList<ITranscriptFormat> All = [new ClaudeCodeFormat(), new CodexFormat(), new OpenClawFormat()];
}
