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
}
