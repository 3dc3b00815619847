using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.TestServer;

/// <summary>The storage of a server that was built for a cluster: a PostgreSQL database of its own, and with it a cluster of its own.</summary>
public static class ServerStorage
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(PostgresServer.StartOwnAsync);

    /// <summary>Makes a new database and gives the settings of the first server on it.</summary>
    public static async Task<string[]> CreateAsync()
    {
        var server = await Server.Value;
        return [.. SettingsOf(server.ConnectionString(await server.CreateEmptyDatabaseAsync()))];
    }

    /// <summary>The settings of one more server on the database of another.</summary>
    public static string[] Beside(string[] settings) => SettingsOf(settings[3]);

    private static string[] SettingsOf(string connectionString) =>
    [
        "--Storage:Provider", "PostgreSql", "--Storage:ConnectionString", connectionString,
        "--Cluster:SiloPort", $"{PostgresServer.FreePort()}", "--Cluster:GatewayPort", $"{PostgresServer.FreePort()}",
    ];
}
