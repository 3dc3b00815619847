namespace ToolTime.Silo.Tests;

/// <summary>A test with its own servers, each with a SQLite file unless a derived class says otherwise.</summary>
public abstract class ServerTest
{
    private protected async Task<ServerProcess> StartAsync(DateTimeOffset now, params string[] settings) =>
        await ServerProcess.StartAsync(now, [.. await StorageAsync(), .. settings]);

    /// <summary>The settings of a new, empty storage.</summary>
    private protected virtual Task<string[]> StorageAsync() => Task.FromResult<string[]>([]);
}
