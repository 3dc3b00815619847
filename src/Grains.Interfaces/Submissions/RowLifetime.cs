namespace ToolTime.Submissions;

/// <summary>How long what was submitted may exist.</summary>
public static class RowLifetime
{
    /// <summary>Rows live for 90 days, and may come back from a backup for a week more.</summary>
    public static readonly TimeSpan WithBackups = TimeSpan.FromDays(97);
}
