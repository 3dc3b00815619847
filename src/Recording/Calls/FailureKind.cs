namespace ToolTime.Recording.Calls;

/// <summary>What a call was that did not succeed.</summary>
internal enum FailureKind
{
    /// <summary>The tool ran and failed.</summary>
    Error,

    /// <summary>The user, a rule or a hook refused it.</summary>
    Rejection,

    /// <summary>It was cancelled, skipped or interrupted, or nobody could be asked for leave: it says nothing of the tool.</summary>
    NotRun,
}
