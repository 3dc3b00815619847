namespace ToolTime.Silo.Tests;

/// <summary>
/// A test with its own servers, each with a SQLite file unless a derived class says otherwise. It takes servers in this process, which cost
/// little, where it is about what they answer and store; and processes where it is about what only a process has: kills, signals, the
/// console, the environment, metrics, memory.
/// </summary>
public abstract class ServerTest
{
    private protected async Task<InProcessServer> StartAsync(DateTimeOffset now, params string[] settings) =>
        await InProcessServer.StartAsync(now, [.. await StorageAsync(), .. settings]);

    private protected async Task<ServerProcess> StartProcessAsync(DateTimeOffset now, params string[] settings) =>
        await ServerProcess.StartAsync(now, [.. await StorageAsync(), .. settings]);

    /// <summary>The settings of a new, empty storage.</summary>
    private protected virtual Task<string[]> StorageAsync() => Task.FromResult<string[]>([]);
}
