using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded.Reminders;

/// <summary>One registration of a reminder while the process runs. One loop waits, delivers and notes the tick, so ticks never overlap.</summary>
internal sealed class TickingReminder(GrainEngine engine, ReminderSchedule schedule, ReminderRecord reminder) : IDisposable
{
    // No wait is longer, so that a clock that was set, or a machine that slept, is noticed soon.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly IRemindable _grain = (IRemindable)engine.Refer(
        typeof(IRemindable), Orleans.Runtime.GrainId.Create(reminder.GrainType, reminder.GrainKey));

    private ReminderRecord _reminder = reminder;
    private Task _ticks = Task.CompletedTask;

    public ReminderRecord Reminder => Volatile.Read(ref _reminder);

    public GrainId GrainId => _grain.GetGrainId();

    public IGrainReminder Handle => new GrainReminder(GrainId, Reminder.Name, Reminder.Registration);

    private TimeProvider Time => engine.Clock.Time;

    public void Start()
    {
        // The loop belongs to no turn: it must not carry the execution context of the one that registered it.
        using var _ = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _ticks = Task.Run(TickAsync);
    }

    /// <summary>Lets no further tick begin.</summary>
    public void Dispose() => _cancellation.Cancel();

    /// <summary>Lets no further tick begin, and waits for one that runs.</summary>
    public Task StopAsync()
    {
        Dispose();
        return _ticks;
    }

    private async Task TickAsync()
    {
        while (!_cancellation.IsCancellationRequested)
        {
            var due = Reminder.NextTick(Time.GetUtcNow());
            if (!await TryWaitUntilAsync(due))
                return;
            engine.Metrics.Ticked(Reminder.GrainType, Time.GetUtcNow() - due);
            if (!await TryDeliverAsync())
                return;
            Volatile.Write(ref _reminder, Reminder with { LastTick = due });
            await schedule.SaveTickAsync(this);
        }
    }

    private async Task<bool> TryWaitUntilAsync(DateTimeOffset due)
    {
        try
        {
            for (var wait = due - Time.GetUtcNow(); wait > TimeSpan.Zero; wait = due - Time.GetUtcNow())
                await Task.Delay(wait < LongestWait ? wait : LongestWait, Time, _cancellation.Token);
            return !_cancellation.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <returns>False when the engine stops, so that the tick comes after the next start.</returns>
    private async Task<bool> TryDeliverAsync()
    {
        try
        {
            var status = new TickStatus(Reminder.FirstDue.UtcDateTime, Reminder.Period, Time.GetUtcNow().UtcDateTime);
            await _grain.ReceiveReminder(Reminder.Name, status);
        }
        catch (SiloUnavailableException) when (engine.Phase != EnginePhase.Running)
        {
            return false;
        }
        catch (Exception exception)
        {
            engine.Log.ReminderFailed(exception, Reminder.GrainType);
        }

        return true;
    }
}
