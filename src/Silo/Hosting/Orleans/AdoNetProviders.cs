using Npgsql;

namespace ToolTime.Silo.Hosting;

/// <summary>Where a cluster keeps its members, reminders and grain state: the server's own PostgreSQL, whose migrations made the tables.</summary>
internal static class AdoNetProviders
{
    private const string Invariant = "Npgsql";

    /// <summary>Connections of a process at most for all three. They are asked a few times a second; PostgreSQL gives out 100 in all.</summary>
    private const int PoolSize = 8;

    /// <summary>Has a silo keep all three in that database.</summary>
    public static ISiloBuilder UsePostgreSql(this ISiloBuilder silo, string connectionString)
    {
        var providers = ForProviders(connectionString);
        return silo
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, providers))
            .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Invariant, providers))
            .AddAdoNetGrainStorageAsDefault(options => (options.Invariant, options.ConnectionString, options.DeleteStateOnClear) = (Invariant, providers, true));
    }

    /// <summary>Has a client look its gateways up there.</summary>
    public static IClientBuilder UsePostgreSql(this IClientBuilder client, string connectionString)
    {
        var providers = ForProviders(connectionString);
        return client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, providers));
    }

    private static string ForProviders(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "tooltime-cluster", MaxPoolSize = PoolSize, IncludeErrorDetail = false }.ConnectionString;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // It may hold a password, so the message does not repeat it.
            throw new FormatException("Storage:ConnectionString is not one of PostgreSQL: Host=HOST;Database=NAME;Username=NAME;Password=PASSWORD.", exception);
        }
    }
}
