namespace ToolTime.TestServer;

/// <summary>The storage of a server that runs in one process: what its settings say by themselves, a file in its folder.</summary>
internal static class ServerStorage
{
    public static Task<string[]> CreateAsync() => Task.FromResult<string[]>([]);
}
