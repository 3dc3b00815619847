namespace ToolTime.Grains.Telemetry;

/// <summary>When an app's running periods were published last, and what that saw.</summary>
/// <param name="PublishedAt">When, UTC.</param>
/// <param name="Generation">The generation that began with it: who reports later has this one or a later one.</param>
/// <param name="Seen">Devices of this generation that were in it all the same.</param>
/// <param name="Deletions">Deletions that it saw.</param>
public sealed record TelemetryMark(DateTimeOffset PublishedAt, long Generation, int Seen, long Deletions);
