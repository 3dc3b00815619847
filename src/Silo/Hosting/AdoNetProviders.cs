using Npgsql;
using ToolTime.Storage;
using ToolTime.Storage.Orleans;

namespace ToolTime.Silo.Hosting;

/// <summary>
/// Where Orleans stores its members, reminders and grain state: on a single machine, a SQLite file next to the storage's; in a cluster, the
/// storage's PostgreSQL database, whose migrations created the tables.
/// </summary>
internal static class AdoNetProviders
{
    private const string PostgreSql = "Npgsql";

    /// <summary>
    /// The maximum number of a process's connections for all three. They run a few queries a second; PostgreSQL allows 100 connections in
    /// all.
    /// </summary>
    private const int PoolSize = 8;

    /// <summary>
    /// Makes a lone silo store reminders and grain state in an <see cref="OrleansFile"/>, which must be prepared before it starts.
    /// </summary>
    public static ISiloBuilder UseSqlite(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<OrleansFile>(provider, provider.GetRequiredService<IStorageEngine>().FilePath!)
        );
        return silo.UseProviders(OrleansFile.Invariant, provider => provider.GetRequiredService<OrleansFile>().ConnectionString);
    }

    /// <summary>Makes a silo store all three in a PostgreSQL database.</summary>
    public static ISiloBuilder UsePostgreSql(this ISiloBuilder silo, string connectionString)
    {
        var providers = ForProviders(connectionString);
        return silo
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (PostgreSql, providers))
            .UseProviders(PostgreSql, _ => providers);
    }

    /// <summary>Makes a client find its gateways in a PostgreSQL database.</summary>
    public static IClientBuilder UsePostgreSql(this IClientBuilder client, string connectionString)
    {
        var providers = ForProviders(connectionString);
        return client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (PostgreSql, providers));
    }

    private static ISiloBuilder UseProviders(this ISiloBuilder silo, string invariant, Func<IServiceProvider, string> connectionString) =>
        silo.UseAdoNetReminderService(reminders =>
                reminders.Configure<IServiceProvider>(
                    (options, provider) => (options.Invariant, options.ConnectionString) = (invariant, connectionString(provider))
                )
            )
            .AddAdoNetGrainStorageAsDefault(states =>
                states.Configure<IServiceProvider>(
                    (options, provider) =>
                    {
                        (options.Invariant, options.ConnectionString, options.DeleteStateOnClear) = (
                            invariant,
                            connectionString(provider),
                            true
                        );
                        options.GrainStorageSerializer = ActivatorUtilities.CreateInstance<ForgivingStateSerializer>(provider);
                    }
                )
            );

    private static string ForProviders(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString)
            {
                ApplicationName = "tooltime-cluster",
                MaxPoolSize = PoolSize,
                IncludeErrorDetail = false,
            }.ConnectionString;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // It may contain a password, so the message does not repeat it.
            throw new FormatException(
                "Storage:ConnectionString is not a PostgreSQL connection string: Host=HOST;Database=NAME;Username=NAME;Password=PASSWORD.",
                exception
            );
        }
    }
}
