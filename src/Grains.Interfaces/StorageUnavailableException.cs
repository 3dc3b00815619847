namespace ToolTime;

/// <summary>
/// The database could not do what was asked: it is full, locked, unreachable or damaged. Whether a write happened is unknown.
/// The message says which, and holds nothing that was submitted. Grains let it through to their caller.
/// </summary>
[GenerateSerializer, Alias("ToolTime.StorageUnavailable")]
public sealed class StorageUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    public StorageUnavailableException()
        : this("The storage is unavailable.")
    {
    }

    /// <summary>Creates the exception with what is wrong.</summary>
    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what is wrong and its cause.</summary>
    public StorageUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the log has it, with its cause, which goes no further.</summary>
    [Id(0)] public bool IsLogged { get; init; }

    /// <summary>Too many writes wait already.</summary>
    public static StorageUnavailableException Overloaded() => new("The database has more to write than it can keep up with.");
}
