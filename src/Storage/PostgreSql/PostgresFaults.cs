using Npgsql;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Distinguishes environment faults from bugs by SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html).</summary>
internal static class PostgresFaults
{
    /// <summary>Whether the fault is the server's, the network's or another process's, and not a single row's.</summary>
    public static bool IsEnvironmentFault(NpgsqlException exception) => Describe(exception) is not null;

    /// <summary>Whether the same transaction may well succeed if it is run again at once.</summary>
    public static bool IsTransient(NpgsqlException exception) =>
        exception.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>Whether a table does not exist, such as the partition of a day that another process purged.</summary>
    public static bool IsMissingTable(NpgsqlException exception) => exception.SqlState == PostgresErrorCodes.UndefinedTable;

    /// <summary>Converts the fault to the exception that grains know.</summary>
    public static StorageUnavailableException ToUnavailable(NpgsqlException exception) =>
        new(
            $"The database {Describe(exception) ?? "refused"}{(exception.SqlState is { } state ? $" (PostgreSQL {state})" : "")}.",
            exception
        );

    /// <summary>What is wrong, without a subject; null for a bug.</summary>
    public static string? Describe(NpgsqlException exception) =>
        exception.SqlState switch
        {
            null => exception.InnerException is TimeoutException ? "did not answer in time" : "cannot be reached",
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                "refuses the user or the password",
            PostgresErrorCodes.InvalidCatalogName => "does not exist",
            PostgresErrorCodes.InsufficientPrivilege => "does not grant this user the needed privileges",
            PostgresErrorCodes.ReadOnlySqlTransaction => "is read-only",
            PostgresErrorCodes.DiskFull => "cannot grow: the disk is full",
            PostgresErrorCodes.TooManyConnections => "has no connection to spare",
            PostgresErrorCodes.LockNotAvailable => "is locked by another process",
            PostgresErrorCodes.QueryCanceled => "took too long",
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => "has too many writers at once",
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
                "is stopping or starting",
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => "is damaged",
            _ when exception.SqlState[..2] is "08" or "25" => "lost the connection",
            _ when exception.SqlState[..2] is "53" or "57" or "58" => "lacks something that it needs",
            _ => null,
        };
}
