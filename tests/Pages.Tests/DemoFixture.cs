namespace ToolTime.Pages.Tests;

/// <summary>The demo, once its weeks have been simulated.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(300);

    public ServerProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await ServerProcess.StartRealAsync("--demo");
        await Server.WaitForOutputAsync("Demo: ready", Patience);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
