using Microsoft.Data.Sqlite;

namespace ToolTime.Storage.Sqlite;

/// <summary>Distinguishes environment faults from bugs by SQLite's primary result codes (sqlite.org/rescode.html).</summary>
internal static class SqliteFaults
{
    /// <summary>Whether the fault is the disk's, the file's or another process's, and not a single row's.</summary>
    public static bool IsEnvironmentFault(SqliteException exception) => Describe(exception) is not null;

    /// <summary>Reads off the caller's thread; converts environment faults to the exception that grains know.</summary>
    /// <exception cref="StorageUnavailableException">The database could not answer.</exception>
    public static Task<T> GuardAsync<T>(Func<T> read, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                try
                {
                    return read();
                }
                catch (SqliteException exception) when (IsEnvironmentFault(exception))
                {
                    throw ToUnavailable(exception);
                }
            },
            cancellationToken
        );

    /// <summary>Converts the fault to the exception that grains know.</summary>
    public static StorageUnavailableException ToUnavailable(SqliteException exception) =>
        new($"The database {Describe(exception) ?? "refused"} (SQLite {exception.SqliteExtendedErrorCode}).", exception);

    private static string? Describe(SqliteException exception) => exception.SqliteErrorCode switch
    {
        3 or 23 => "may not be accessed",
        5 or 6 => "is locked by another process",
        7 => "needs more memory than there is",
        8 => "is read-only",
        10 => "cannot be read or written: an input or output error",
        11 => "is damaged",
        13 => "cannot grow: the disk is full",
        14 => "cannot be opened",
        26 => "is not a SQLite database",
        _ => null,
    };
}
