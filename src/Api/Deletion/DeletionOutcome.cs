namespace ToolTime.Api.Deletion;

/// <summary>What became of a deletion.</summary>
internal enum DeletionOutcome
{
    /// <summary>Nothing of the token is stored, and nothing of it comes back.</summary>
    Deleted,

    /// <summary>The address has no deletions left today.</summary>
    OverLimit,

    /// <summary>The server has too much to do; it may be asked again.</summary>
    NoRoom,
}
