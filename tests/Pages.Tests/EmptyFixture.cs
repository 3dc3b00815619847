namespace ToolTime.Pages.Tests;

/// <summary>A server to which nothing was ever sent, with the real clock.</summary>
public sealed class EmptyFixture : IAsyncLifetime
{
    public ServerProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ServerProcess.StartRealAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
