namespace ToolTime.Monitor.Security.Rules;

/// <summary>A user's file of rules cannot be used; the message says why.</summary>
/// <param name="message">A sentence for the user.</param>
public sealed class UserRulesException(string message) : Exception(message);
