namespace ToolTime.Storage.Tests;

/// <summary>A clock that does not advance. To the storage it is a real one.</summary>
internal sealed class SettableClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Given.Friday;

    public override DateTimeOffset GetUtcNow() => Now;
}
