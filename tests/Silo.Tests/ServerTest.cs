namespace ToolTime.Silo.Tests;

/// <summary>A test with servers of its own: each on a SQLite file, or where a derived class says.</summary>
public abstract class ServerTest
{
    private protected async Task<ServerProcess> StartAsync(DateTimeOffset now, params string[] settings) =>
        await ServerProcess.StartAsync(now, [.. await StorageAsync(), .. settings]);

    /// <summary>The settings of a new, empty storage.</summary>
    private protected virtual Task<string[]> StorageAsync() => Task.FromResult<string[]>([]);
}
