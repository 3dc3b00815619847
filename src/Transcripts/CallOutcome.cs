namespace ToolTime.Transcripts;

/// <summary>How a tool call ended. The numbers are stored in the index and never change.</summary>
internal enum CallOutcome
{
    /// <summary>Its result was not seen: it was interrupted, is still running, or its line was lost. Not observed.</summary>
    Unknown = 0,
    Fine = 1,
    Error = 2,

    /// <summary>The user or a rule refused it; not an error.</summary>
    Rejection = 3,

    /// <summary>
    /// It was cancelled, skipped or interrupted, or nobody could be asked for leave: it says nothing of the tool, and is not observed.
    /// </summary>
    NotRun = 4,
}

/// <summary>How the record's words for the end of a call are read.</summary>
internal static class CallOutcomeWords
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
