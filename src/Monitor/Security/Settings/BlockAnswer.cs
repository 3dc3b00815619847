namespace ToolTime.Monitor.Security.Settings;

/// <summary>What an agent is answered about a call that is to be blocked.</summary>
public enum BlockAnswer
{
    /// <summary>The call does not run.</summary>
    Deny,

    /// <summary>The agent's user is asked.</summary>
    Ask,
}
