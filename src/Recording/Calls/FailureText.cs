namespace ToolTime.Recording.Calls;

/// <summary>Decides by the text of a failed call whether the user refused it. The text itself is forgotten.</summary>
internal static class FailureText
{
    /// <summary>Longer than the longest beginning below.</summary>
    public const int NeededBytes = 64;

    private static readonly string[] RejectionBeginnings =
    [
        "The user doesn't want to proceed",
        "Permission to use",
        "User denied",
        "User rejected",
        "User cancelled",
    ];

    public static bool IsRejection(string? text)
    {
        foreach (var beginning in RejectionBeginnings)
        {
            if (text is not null && text.StartsWith(beginning, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
