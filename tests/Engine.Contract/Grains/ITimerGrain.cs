namespace ToolTime.Engine.Contract.Grains;

[Alias("ToolTime.Engine.Contract.ITimerGrain")]
public interface ITimerGrain : IGrainWithStringKey
{
    /// <summary>Sets a timer whose ticks note a name.</summary>
    [Alias("Start")]
    Task Start(string name, TimeSpan dueTime, TimeSpan period);

    /// <summary>Sets a timer whose ticks note a name and throw.</summary>
    [Alias("StartThrowing")]
    Task StartThrowing(string name, TimeSpan period);

    /// <summary>Sets a timer whose ticks wait for a door or for their token.</summary>
    [Alias("StartHolding")]
    Task StartHolding(string door);

    /// <summary>Sets a timer that is due at once and then holds the turn until the door opens.</summary>
    [Alias("HoldWithTimerDue")]
    Task HoldWithTimerDue(string name, string door);

    /// <summary>Sets a timer that in its first tick sets itself anew, to tick once more and never again.</summary>
    [Alias("StartChanging")]
    Task StartChanging(string name);

    [Alias("DisposeTimers")]
    Task DisposeTimers();

    [Alias("EndActivation")]
    Task EndActivation();

    [Alias("Touch")]
    Task Touch();
}
