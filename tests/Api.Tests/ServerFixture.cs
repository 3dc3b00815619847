using ToolTime.TestServer;

[assembly: AssemblyFixture(typeof(ToolTime.Api.Tests.ServerFixture))]

namespace ToolTime.Api.Tests;

/// <summary>
/// A server whose clock is at <see cref="Report.Now"/> and which lists the names that tests invent. All classes share one, since tokens are
/// random and nothing is published; a class that moves the clock, publishes or stops uses its own as class fixture.
/// </summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private static readonly string[] Kinds = ["tool", "skill", "mcp_server", "plugin", "model"];

    private readonly string _namesPath = Path.GetTempFileName();

    public ServerProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var names = Enumerable.Range(0, 202).Select(Report.NameOf).Concat(["a", "b", "z", "first", "second", "Zebra", "_"]);
        await File.WriteAllLinesAsync(_namesPath, names.SelectMany(name => Kinds.Select(kind => $"add {kind} {name}")));
        Server = await ServerProcess.StartAsync(Report.Now, "--Names:File", _namesPath);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        File.Delete(_namesPath);
    }
}
