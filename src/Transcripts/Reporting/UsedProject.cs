namespace ToolTime.Transcripts.Reporting;

/// <summary>A folder that sessions worked in.</summary>
/// <param name="FolderHash">What the index keeps of its path.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Agents">Whose sessions they were.</param>
/// <param name="Sessions">How many.</param>
/// <param name="Last">When the last response was, in UTC; null where there was none.</param>
internal sealed record UsedProject(ulong FolderHash, string Name, IReadOnlyList<string> Agents, int Sessions, string? Last);
