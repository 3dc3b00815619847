using ToolTime.TestServer;

[assembly: AssemblyFixture(typeof(ToolTime.Api.Tests.ServerFixture))]

namespace ToolTime.Api.Tests;

/// <summary>
/// A server whose clock stands at <see cref="Report.Now"/>. All classes share one, since tokens are random and nothing is published;
/// a class that moves the clock, publishes or stops takes one of its own as its class fixture.
/// </summary>
public sealed class ServerFixture : IAsyncLifetime
{
    public ServerProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ServerProcess.StartAsync(Report.Now);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
