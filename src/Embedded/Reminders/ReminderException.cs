namespace Orleans.Runtime;

/// <summary>A reminder could not be stored or removed as asked.</summary>
/// <param name="message">What happened.</param>
public sealed class ReminderException(string message) : OrleansException(message);
