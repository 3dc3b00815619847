namespace ToolTime.Transcripts;

/// <summary>How the record's words for the end of a call are read.</summary>
internal static class CallOutcomes
{
    /// <summary>Unknown for any other word, or none.</summary>
    public static CallOutcome Parse(string? word) => word switch
    {
        "ok" => CallOutcome.Fine,
        "error" => CallOutcome.Error,
        "rejection" => CallOutcome.Rejection,
        "not_run" => CallOutcome.NotRun,
        _ => CallOutcome.Unknown,
    };
}
