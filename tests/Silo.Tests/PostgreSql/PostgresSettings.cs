using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Silo.Tests.PostgreSql;

/// <summary>Settings of a server on PostgreSQL.</summary>
internal static class PostgresSettings
{
    public static async Task<string[]> OfNewDatabaseAsync(PostgresServer server) =>
        For(server.ConnectionString(await server.CreateDatabaseAsync()));

    /// <summary>One server's settings; each server of a database has its own ports.</summary>
    public static string[] For(string connectionString) =>
    [
        "--Storage:Provider", "PostgreSql", "--Storage:ConnectionString", connectionString,
        "--Cluster:SiloPort", $"{PostgresServer.FreePort()}", "--Cluster:GatewayPort", $"{PostgresServer.FreePort()}",
    ];
}
