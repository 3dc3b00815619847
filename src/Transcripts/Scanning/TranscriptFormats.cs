using ToolTime.Transcripts.ClaudeCode;
using ToolTime.Transcripts.Codex;
using ToolTime.Transcripts.Copilot;
using ToolTime.Transcripts.Gemini;
using ToolTime.Transcripts.Goose;
using ToolTime.Transcripts.Hooks;
using ToolTime.Transcripts.Kimi;
using ToolTime.Transcripts.OpenClaw;
using ToolTime.Transcripts.OpenCode;
using ToolTime.Transcripts.Otlp;
using ToolTime.Transcripts.Pi;
using ToolTime.Transcripts.Qwen;

namespace ToolTime.Transcripts.Scanning;

/// <summary>The clients whose transcripts can be read.</summary>
internal static class TranscriptFormats
{
    public static readonly IReadOnlyList<ITranscriptFormat> All =
    [
        new ClaudeCodeFormat(),
        new CodexFormat(),
        new CopilotFormat(),
        new CopilotDatabase(),
        new GeminiFormat(),
        new GooseFormat(),
        OpenCodeFormat.Kilo,
        new OpenCodeFiles(OpenCodeFormat.Kilo),
        new KimiFormat(),
        new OpenClawFormat(),
        new OpenClawDatabase(),
        OpenCodeFormat.OpenCode,
        new OpenCodeFiles(OpenCodeFormat.OpenCode),
        new PiFormat(),
        new QwenFormat(),
        new OtlpRecordFormat(),
        new HookRecordFormat(),
    ];
}
