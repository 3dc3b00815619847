namespace ToolTime.Grains.Submissions;

/// <summary>What became of a row.</summary>
public enum RowFate
{
    /// <summary>It is kept.</summary>
    New,

    /// <summary>The same or newer was kept before, or was deleted by its submitter.</summary>
    Duplicate,

    /// <summary>Its week is closed for publication.</summary>
    Late,
}
