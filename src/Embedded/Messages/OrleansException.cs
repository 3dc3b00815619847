namespace Orleans.Runtime;

/// <summary>An error of the engine itself, as against one that a grain threw.</summary>
public class OrleansException : Exception
{
    /// <summary>Creates the exception.</summary>
    public OrleansException()
        : base("The grain engine failed.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What happened; never a grain's key.</param>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What happened; never a grain's key.</param>
    /// <param name="innerException">The cause.</param>
    public OrleansException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
