namespace ToolTime.Grains.Telemetry;

/// <summary>An app's overall figures, each with its own set of contributing devices.</summary>
[Flags]
internal enum DeviceFigures
{
    None = 0,
    Startups = 1 << 0,
    Tasks = 1 << 1,
    Ended = 1 << 2,
    NotEnded = 1 << 3,
    Iterations = 1 << 4,
    Duration = 1 << 5,
    Prompt = 1 << 6,
    Completion = 1 << 7,
    CacheCreation = 1 << 8,
    CacheRead = 1 << 9,
    Tokens = 1 << 10,
    Cost = 1 << 11,
    CacheRequests = 1 << 12,
    Opened = 1 << 13,
    Downloaded = 1 << 14,
}
