namespace Orleans.Runtime;

/// <summary>The engine takes no calls: it has not started, or it is stopping.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>Creates the exception.</summary>
    public SiloUnavailableException()
        : base("The grain engine is not running.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="msg">What happened.</param>
    public SiloUnavailableException(string msg)
        : base(msg)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public SiloUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
