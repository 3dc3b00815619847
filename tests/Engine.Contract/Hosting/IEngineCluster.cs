namespace ToolTime.Engine.Contract.Hosting;

/// <summary>
/// A running engine, whichever it is. Each folder beside this file has an <c>EngineCluster</c> with
/// <c>static Task&lt;IEngineCluster&gt; StartAsync()</c>, which adds <see cref="ContractServices"/>, lets reminders have periods from
/// <see cref="ShortestReminderPeriod"/> on, and sets the default response time-out to <see cref="ResponseTimeout"/>.
/// </summary>
public interface IEngineCluster : IAsyncDisposable
{
    static readonly TimeSpan ShortestReminderPeriod = TimeSpan.FromMilliseconds(100);

    static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(60);

    IGrainFactory Grains { get; }

    /// <summary>Ends every activation that nobody calls just now. It may return before they have ended.</summary>
    Task CollectIdleAsync();

    /// <summary>Stops the engine and its host as a deployment does, and starts anew over the same stores.</summary>
    Task RestartAsync();
}
