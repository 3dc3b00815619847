namespace ToolTime.Transcripts.Index;

/// <summary>A session that was read.</summary>
/// <param name="Client">The client's name on the wire.</param>
/// <param name="Id">The session's id in the client.</param>
/// <param name="Project">The name of its working folder, without the path.</param>
/// <param name="FolderHash">Distinguishes folders with the same name; 0 if the session never reported its folder.</param>
internal sealed record IndexSession(string Client, string Id, string Project, ulong FolderHash)
{
    /// <summary>The session from which this one was forked or spawned; null if none is named.</summary>
    public string? Parent { get; init; }

    /// <summary>True while everything known about it was reported over OTLP.</summary>
    public bool IsOtlpOnly { get; init; }
}
