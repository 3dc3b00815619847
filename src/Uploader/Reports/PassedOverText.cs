using ToolTime.Transcripts;

namespace ToolTime.Uploader.Reports;

/// <summary>Says what was not counted, so that nothing is lost in silence.</summary>
internal static class PassedOverText
{
    /// <summary>Null where all was counted.</summary>
    public static string? Of(PassedOver passedOver)
    {
        (int Count, string One, string Many)[] kinds =
        [
            (passedOver.Torn, "torn line", "torn lines"),
            (passedOver.Foreign, "line that was not understood", "lines that were not understood"),
            (passedOver.Synthetic, "response that the client made up", "responses that the client made up"),
            (passedOver.Unfinished, "line that is still being written", "lines that are still being written"),
            (passedOver.Unreadable, "file that could not be read", "files that could not be read"),
        ];
        var told = kinds.Where(kind => kind.Count > 0).Select(kind => $"{kind.Count} {(kind.Count == 1 ? kind.One : kind.Many)}").ToList();
        return told.Count == 0 ? null : $"Passed over: {string.Join(", ", told)}.";
    }
}
