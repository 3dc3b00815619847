namespace ToolTime.Grains.Tests.Hosting;

/// <summary>
/// The grains over a database of their own, registered as the server registers them, on whichever engine was built for. Each folder beside
/// this file has a <c>GrainHost</c> with <c>static Task&lt;IGrainHost&gt; StartAsync(Action&lt;IServiceCollection&gt;?, params (string, string)[])</c>,
/// which takes further services, put in after all others, and settings.
/// </summary>
internal interface IGrainHost : IAsyncDisposable
{
    IGrainFactory Grains { get; }

    /// <summary>The services of a process that runs grains: the only one, or one of several.</summary>
    IServiceProvider Services { get; }

    /// <summary>The domain's clock.</summary>
    SettableClock Clock { get; }

    /// <summary>Has every process send its live totals on, and waits until the usage grains have them.</summary>
    Task FlushAsync();

    /// <summary>Ends every activation; nothing may be under way. The next call to a grain finds a new one.</summary>
    Task DeactivateAllAsync();

    /// <summary>Lets time pass for reminders, and not for the domain.</summary>
    void PassForReminders(TimeSpan span);

    /// <summary>Stops as a deployment does, and starts anew on the same database.</summary>
    Task RestartAsync();
}
