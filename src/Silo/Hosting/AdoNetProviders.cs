using Npgsql;
using ToolTime.Storage;
using ToolTime.Storage.Orleans;

namespace ToolTime.Silo.Hosting;

/// <summary>
/// Where Orleans stores its members, reminders and grain state: on one machine a SQLite file beside the storage's, in a cluster the
/// storage's own PostgreSQL, whose migrations made the tables.
/// </summary>
internal static class AdoNetProviders
{
    private const string PostgreSql = "Npgsql";

    /// <summary>
    /// Connections of a process at most for all three. They are asked a few times a second; PostgreSQL gives out 100 in all.
    /// </summary>
    private const int PoolSize = 8;

    /// <summary>
    /// Has a silo that is alone store reminders and grain state in an <see cref="OrleansFile"/>, which must be prepared before it starts.
    /// </summary>
    public static ISiloBuilder UseSqlite(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<OrleansFile>(provider, provider.GetRequiredService<IStorageEngine>().FilePath!)
        );
        return silo.UseProviders(OrleansFile.Invariant, provider => provider.GetRequiredService<OrleansFile>().ConnectionString);
    }

    /// <summary>Has a silo store all three in that database.</summary>
    public static ISiloBuilder UsePostgreSql(this ISiloBuilder silo, string connectionString)
    {
        var providers = ForProviders(connectionString);
        return silo
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (PostgreSql, providers))
            .UseProviders(PostgreSql, _ => providers);
    }

    /// <summary>Has a client look its gateways up there.</summary>
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
            // It may hold a password, so the message does not repeat it.
            throw new FormatException(
                "Storage:ConnectionString is not one of PostgreSQL: Host=HOST;Database=NAME;Username=NAME;Password=PASSWORD.",
                exception
            );
        }
    }
}
