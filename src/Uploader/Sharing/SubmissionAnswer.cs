using System.Text.Json;

namespace ToolTime.Uploader.Sharing;

/// <summary>What of a server's JSON answer is read.</summary>
internal sealed record SubmissionAnswer
{
    /// <summary>A string in an answer to a submission; a number in a problem document, where it says nothing new.</summary>
    public JsonElement Status { get; init; }

    /// <summary>The largest revision that the server stores, in a `duplicate`.</summary>
    public long? Revision { get; init; }

    /// <summary>The first fault of a refused submission.</summary>
    public string? Error { get; init; }

    /// <summary>All faults of a refused submission.</summary>
    public IReadOnlyList<SubmissionFault>? Errors { get; init; }

    /// <summary>True where the server does not know the client that the submission is about: a newer one will.</summary>
    public bool IsUnknownClient => Errors?.Any(fault => fault is { Pointer: "/client", Code: "unsupported" }) is true;
}

/// <summary>One fault of a refused submission.</summary>
internal sealed record SubmissionFault
{
    /// <summary>A JSON pointer to what is wrong.</summary>
    public string? Pointer { get; init; }

    /// <summary>Never changes its meaning.</summary>
    public string? Code { get; init; }
}
