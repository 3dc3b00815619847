namespace ToolTime.Deletion;

/// <summary>What became of a deletion. The numbers are sent; they never change.</summary>
public enum DeletionOutcome
{
    /// <summary>Nothing of the submitter is stored, and nothing of it comes back.</summary>
    Deleted = 0,

    /// <summary>Storage could not answer, so the outcome is unknown; it may be asked again.</summary>
    Unavailable = 1,
}
