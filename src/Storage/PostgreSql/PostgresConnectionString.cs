using Npgsql;

namespace ToolTime.Storage.PostgreSql;

/// <summary>The operator's connection string, plus what all our connections need.</summary>
internal static class PostgresConnectionString
{
    /// <summary>The default maximum number of one server's connections; PostgreSQL allows 100 in all by default.</summary>
    private const int PoolSize = 20;

    /// <summary>
    /// Acknowledged means durable. A lock or statement that takes too long is reported as unavailable; a transaction that its process
    /// forgot is ended. Plans made for an empty partition must not outlive its growth, so sequential scans are always the last resort.
    /// </summary>
    private const string SessionSettings =
        "-c synchronous_commit=on -c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=120s"
        + " -c enable_seqscan=off -c jit=off";

    /// <exception cref="StorageUnavailableException">It is not a valid connection string; the message does not repeat it, since it may
    /// contain a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString)
            {
                ApplicationName = "tooltime",
                IncludeErrorDetail = false,
                PersistSecurityInfo = false,
                Enlist = false,
                Multiplexing = false,
            };
            if (string.IsNullOrEmpty(builder.Host) || string.IsNullOrEmpty(builder.Database))
            {
                throw NotOne();
            }

            builder.Options = $"{builder.Options} {SessionSettings}".TrimStart();
            builder.Timeout = Math.Min(builder.Timeout, 5);
            builder.MaxPoolSize = builder.MaxPoolSize == new NpgsqlConnectionStringBuilder().MaxPoolSize ? PoolSize : builder.MaxPoolSize;
            return builder;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw NotOne();
        }
    }

    /// <summary>For connections that write groups: they run the same few statements again and again, so these stay prepared.</summary>
    public static string ForWriters(NpgsqlConnectionStringBuilder builder) => new NpgsqlConnectionStringBuilder(builder.ConnectionString)
    {
        Pooling = false,
        MaxAutoPrepare = 64,
        AutoPrepareMinUsages = 2,
        Options = $"{builder.Options} -c enable_hashjoin=off -c enable_mergejoin=off -c enable_bitmapscan=off",
    }.ConnectionString;

    /// <summary>For connections that read at length, such as a backup: the database ends none of their statements.</summary>
    public static string ForSnapshots(NpgsqlConnectionStringBuilder builder, int count) =>
        new NpgsqlConnectionStringBuilder(builder.ConnectionString)
        {
            MaxPoolSize = count,
            Options = $"{builder.Options} -c statement_timeout=0",
        }.ConnectionString;

    private static StorageUnavailableException NotOne() =>
        new("Storage:ConnectionString is not a PostgreSQL connection string: Host=HOST;Database=NAME;Username=NAME;Password=PASSWORD.");
}
