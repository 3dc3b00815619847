namespace Orleans.Runtime;

/// <summary>The grains or the engine's options cannot work as they are; thrown at start.</summary>
public sealed class OrleansConfigurationException : Exception
{
    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">Every fault that was found.</param>
    public OrleansConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">Every fault that was found.</param>
    /// <param name="innerException">The cause.</param>
    public OrleansConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
