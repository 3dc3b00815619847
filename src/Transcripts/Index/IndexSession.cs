namespace ToolTime.Transcripts.Index;

/// <summary>A session that was read.</summary>
/// <param name="Client">The client's name on the wire.</param>
/// <param name="Id">As the client names it.</param>
/// <param name="Project">The name of the folder that it worked in, without its path.</param>
/// <param name="FolderHash">Distinguishes folders of one name; 0 where the session never said its folder.</param>
internal sealed record IndexSession(string Client, string Id, string Project, ulong FolderHash)
{
    /// <summary>The session from which this one was forked or by which it was spawned; null where it names none.</summary>
    public string? Parent { get; init; }

    /// <summary>True while nothing is known of it but what was reported over OTLP.</summary>
    public bool IsOtlpOnly { get; init; }
}
