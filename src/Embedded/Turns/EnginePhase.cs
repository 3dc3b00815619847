namespace ToolTime.Embedded.Turns;

/// <summary>The life of the engine, in order.</summary>
internal enum EnginePhase
{
    /// <summary>It takes no calls yet.</summary>
    Created,

    /// <summary>It takes calls.</summary>
    Running,

    /// <summary>It lets what runs and waits finish, and takes calls from running turns only.</summary>
    Draining,

    /// <summary>It takes no calls any more and ends all activations.</summary>
    Stopped,
}
