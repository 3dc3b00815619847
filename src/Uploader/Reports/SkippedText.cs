using ToolTime.Transcripts;

namespace ToolTime.Uploader.Reports;

/// <summary>Describes what was not counted, so that nothing is lost silently.</summary>
internal static class SkippedText
{
    /// <summary>Null if everything was counted.</summary>
    public static string? Describe(Skipped skipped)
    {
        (int Count, string One, string Many)[] kinds =
        [
            (skipped.Torn, "torn line", "torn lines"),
            (skipped.Foreign, "line that was not understood", "lines that were not understood"),
            (skipped.Synthetic, "response that the client made up", "responses that the client made up"),
            (skipped.Unfinished, "line that is still being written", "lines that are still being written"),
            (skipped.Unreadable, "file or folder that could not be read", "files or folders that could not be read"),
        ];
        var counted = kinds
            .Where(kind => kind.Count > 0)
            .Select(kind => $"{kind.Count} {(kind.Count == 1 ? kind.One : kind.Many)}")
            .ToList();
        return counted.Count == 0 ? null : $"Skipped: {string.Join(", ", counted)}.";
    }
}
