namespace Orleans.Storage;

/// <summary>A record was changed by another since it was read.</summary>
public class InconsistentStateException : OrleansException
{
    /// <summary>Creates the exception.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What happened; never a grain's key.</param>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What happened; never a grain's key.</param>
    /// <param name="innerException">The cause.</param>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception with the two versions.</summary>
    /// <param name="errorMsg">What happened; never a grain's key.</param>
    /// <param name="storedEtag">The version in storage.</param>
    /// <param name="currentEtag">The version that was expected.</param>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : base(errorMsg)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>The version in storage, if known.</summary>
    public string? StoredEtag { get; }

    /// <summary>The version that was expected.</summary>
    public string? CurrentEtag { get; }
}
