using Microsoft.Extensions.Hosting;
using ToolTime.Embedded.Reminders;
using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded.Hosting;

/// <summary>Starts and stops the engine with its host, and looks after deadlines and idle activations in between.</summary>
internal sealed class EngineService(GrainEngine engine, ReminderSchedule reminders, EngineStatistics statistics, EngineClock clock) : IHostedService, IDisposable
{
    private static readonly TimeSpan ShortestDeadlineCheck = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestDeadlineCheck = TimeSpan.FromSeconds(1);

    private ITimer? _deadlines;
    private ITimer? _collection;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Start();
        engine.Metrics.Observe(statistics);
        _deadlines = Repeat(() => engine.ExpireCalls(), DeadlineCheck());
        _collection = Repeat(() => engine.CollectIdle(), engine.Options.CollectionQuantum);
        await reminders.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var ticks = reminders.StopAsync();
        await engine.StopAsync(cancellationToken);
        await ticks.WaitAsync(cancellationToken);
        Dispose();
    }

    public void Dispose()
    {
        _deadlines?.Dispose();
        _collection?.Dispose();
    }

    // Callers learn of their time-out at most a tenth of it late, and no later than a second.
    private TimeSpan DeadlineCheck()
    {
        var shortest = engine.Catalog.Methods.Select(method => method.Timeout ?? engine.Options.ResponseTimeout).Append(engine.Options.ResponseTimeout).Min();
        return TimeSpan.FromTicks(Math.Clamp((shortest / 10).Ticks, ShortestDeadlineCheck.Ticks, LongestDeadlineCheck.Ticks));
    }

    private ITimer Repeat(Action action, TimeSpan period) =>
        clock.Time.CreateTimer(static action => ((Action)action!)(), action, period, period);
}
