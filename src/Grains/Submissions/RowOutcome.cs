namespace ToolTime.Grains.Submissions;

/// <summary>What becomes of a row.</summary>
public enum RowOutcome
{
    /// <summary>It is stored.</summary>
    New,

    /// <summary>The same or newer is stored, or its submitter deleted it.</summary>
    Duplicate,
}
