using System.Net.Http.Headers;

namespace ToolTime.Uploader.Sharing;

/// <summary>How a server took a submission.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>What was said, word for word.</summary>
    public ServerAnswer? Answer { get; init; }

    /// <summary>Something in it was new, and is stored.</summary>
    internal sealed record Accepted : SendOutcome;

    /// <summary>Nothing in it was new to the server.</summary>
    /// <param name="StoredRevision">The largest revision that the server stores of its days, where it says.</param>
    internal sealed record Duplicate(long? StoredRevision) : SendOutcome;

    /// <summary>The server does not know the client yet that it is about; after an update it may be sent again.</summary>
    internal sealed record NotYet(string Reason) : SendOutcome;

    /// <summary>The same bytes will never be taken.</summary>
    internal sealed record Refused(string Reason) : SendOutcome;

    /// <summary>
    /// Whether it was stored is unknown, or it was not; the same may be sent again, best when the server's Retry-After has passed.
    /// </summary>
    internal sealed record TryLater(string Reason, RetryConditionHeaderValue? RetryAfter) : SendOutcome;
}
