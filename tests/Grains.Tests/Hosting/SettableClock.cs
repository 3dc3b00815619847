namespace ToolTime.Grains.Tests.Hosting;

/// <summary>The domain's clock: it does not advance until a test moves it. To the grains it is a real clock.</summary>
internal sealed class SettableClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Given.Friday;

    public override DateTimeOffset GetUtcNow() => Now;
}
