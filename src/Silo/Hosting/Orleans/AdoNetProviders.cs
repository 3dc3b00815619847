namespace ToolTime.Silo.Hosting;

/// <summary>Where a cluster keeps its members, reminders and grain state: the server's own PostgreSQL, whose migrations made the tables.</summary>
internal static class AdoNetProviders
{
    private const string Invariant = "Npgsql";

    /// <summary>Has a silo keep all three in that database.</summary>
    public static ISiloBuilder UsePostgreSql(this ISiloBuilder silo, string connectionString) => silo
        .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, connectionString))
        .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Invariant, connectionString))
        .AddAdoNetGrainStorageAsDefault(options => (options.Invariant, options.ConnectionString, options.DeleteStateOnClear) = (Invariant, connectionString, true));

    /// <summary>Has a client look its gateways up there.</summary>
    public static IClientBuilder UsePostgreSql(this IClientBuilder client, string connectionString) =>
        client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, connectionString));
}
