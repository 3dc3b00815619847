namespace ToolTime.Grains.Tests.Hosting;

/// <summary>The domain's clock: it stands still until a test moves it. To the grains it is a real one.</summary>
internal sealed class SettableClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Given.Friday;

    public override DateTimeOffset GetUtcNow() => Now;
}
