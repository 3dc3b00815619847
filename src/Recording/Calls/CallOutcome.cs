namespace ToolTime.Recording.Calls;

/// <summary>How a tool call ended. The numbers are stored in the index and never change.</summary>
internal enum CallOutcome
{
    /// <summary>Its result was not seen: it was interrupted, is still running, or its line was lost. Not observed.</summary>
    Unknown = 0,
    Ok = 1,

    /// <summary>The tool ran and failed.</summary>
    Error = 2,

    /// <summary>The user, a rule or a hook refused it; not an error.</summary>
    Rejection = 3,

    /// <summary>
    /// It was cancelled, skipped or interrupted, or no user could be asked. This says nothing about the tool and is not observed.
    /// </summary>
    NotRun = 4,
}

/// <summary>The words for the end of a call in everything that is recorded.</summary>
internal static class CallOutcomeWords
{
    /// <summary>Null for an unknown end.</summary>
    public static string? ToWord(this CallOutcome outcome) => outcome switch
    {
        CallOutcome.Ok => "ok",
        CallOutcome.Error => "error",
        CallOutcome.Rejection => "rejection",
        CallOutcome.NotRun => "not_run",
        _ => null,
    };

    /// <summary>Unknown for any other word, or none.</summary>
    public static CallOutcome Parse(string? word) => word switch
    {
        "ok" => CallOutcome.Ok,
        "error" => CallOutcome.Error,
        "rejection" => CallOutcome.Rejection,
        "not_run" => CallOutcome.NotRun,
        _ => CallOutcome.Unknown,
    };
}
