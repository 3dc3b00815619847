namespace ToolTime;

/// <summary>
/// The database is full, locked, unreachable or damaged; the message says which, and contains nothing that was submitted. Whether a write
/// happened is unknown. Grains let it through to their callers.
/// </summary>
[GenerateSerializer, Alias("ToolTime.StorageUnavailable")]
public sealed class StorageUnavailableException : Exception
{
    /// <summary>Creates the exception with the default message.</summary>
    public StorageUnavailableException()
        : this("The storage is unavailable.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public StorageUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether it was already logged, with its cause, which is not passed on.</summary>
    [Id(0)] public bool IsLogged { get; init; }

    /// <summary>The tables are of an older version, and only a starting server migrates them.</summary>
    public static StorageUnavailableException NotMigrated() =>
        new("it was written by an older version: use that version's program, or start this version's server first");

    /// <summary>Too many writes are already waiting.</summary>
    public static StorageUnavailableException Overloaded() => new("The database cannot keep up with its writes.");
}
