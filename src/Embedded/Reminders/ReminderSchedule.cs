using System.Collections.Concurrent;
using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded.Reminders;

/// <summary>All reminders of the process: stored in the table, ticking here.</summary>
internal sealed class ReminderSchedule(GrainEngine engine, ReminderTable table) : IDisposable
{
    private readonly ConcurrentDictionary<(GrainId GrainId, string Name), TickingReminder> _ticking = new();

    // Reminders change rarely, so one change at a time is fast enough, and no two can meet in the table.
    private readonly SemaphoreSlim _changing = new(1);
    private volatile bool _isStopping;

    public IEnumerable<ReminderRecord> Reminders => _ticking.Values.Select(ticking => ticking.Reminder);

    /// <summary>Lets all stored reminders tick.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await foreach (var reminder in table.ListAsync(cancellationToken))
        {
            if (engine.Catalog.TryFind(GrainType.Create(reminder.GrainType), out var grainClass) && typeof(IRemindable).IsAssignableFrom(grainClass!.Type))
                Tick(reminder);
            else
                engine.Log.ReminderWithoutGrain(reminder.GrainType);
        }
    }

    /// <summary>Lets no further tick begin, and waits for those that run.</summary>
    public Task StopAsync()
    {
        _isStopping = true;
        return Task.WhenAll(_ticking.Values.Select(ticking => ticking.StopAsync()));
    }

    public async Task<IGrainReminder> RegisterAsync(GrainId grainId, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < engine.Options.MinimumReminderPeriod)
            throw new ArgumentException($"A reminder's period must be at least {engine.Options.MinimumReminderPeriod:c}; {period:c} was asked for.", nameof(period));

        var reminder = new ReminderRecord
        {
            GrainType = grainId.Type.ToString(),
            GrainKey = grainId.Key.ToString(),
            Name = name,
            Registration = Guid.NewGuid().ToString("N"),
            FirstDue = engine.Clock.Time.GetUtcNow() + dueTime,
            Period = period,
        };
        await ChangeAsync(async () =>
        {
            await table.WriteAsync(reminder);
            if (_ticking.TryRemove((grainId, name), out var earlier))
                earlier.Dispose();
            Tick(reminder);
        });
        return new GrainReminder(grainId, name, reminder.Registration);
    }

    public Task UnregisterAsync(GrainReminder handle) => ChangeAsync(async () =>
    {
        if (!_ticking.TryGetValue((handle.GrainId, handle.ReminderName), out var ticking))
            return;
        if (ticking.Reminder.Registration != handle.Registration)
            throw new ReminderException($"The reminder {handle.ReminderName} was registered anew since this handle was taken.");
        await table.DeleteAsync(ticking.Reminder);
        _ticking.TryRemove((handle.GrainId, handle.ReminderName), out _);
        ticking.Dispose();
    });

    public IGrainReminder? Find(GrainId grainId, string name) =>
        _ticking.TryGetValue((grainId, name), out var ticking) ? ticking.Handle : null;

    public List<IGrainReminder> Find(GrainId grainId) =>
        [.. _ticking.Where(entry => entry.Key.GrainId == grainId).Select(entry => entry.Value.Handle)];

    /// <summary>Stores which tick was delivered last, unless the reminder was removed or registered anew meanwhile.</summary>
    public async Task SaveTickAsync(TickingReminder ticking)
    {
        try
        {
            await ChangeAsync(async () =>
            {
                if (_ticking.TryGetValue((ticking.GrainId, ticking.Reminder.Name), out var current) && current == ticking)
                    await table.WriteAsync(ticking.Reminder);
            });
        }
        catch (Exception exception)
        {
            engine.Log.TickNotStored(exception, ticking.Reminder.GrainType);
        }
    }

    public void Dispose() => _changing.Dispose();

    private void Tick(ReminderRecord reminder)
    {
        var ticking = new TickingReminder(engine, this, reminder);
        _ticking[(ticking.GrainId, reminder.Name)] = ticking;
        if (!_isStopping)
            ticking.Start();
    }

    private async Task ChangeAsync(Func<Task> change)
    {
        await _changing.WaitAsync();
        try
        {
            await change();
        }
        finally
        {
            _changing.Release();
        }
    }
}
