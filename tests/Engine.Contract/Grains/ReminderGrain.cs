namespace ToolTime.Engine.Contract.Grains;

public sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    private Probe Probe => Probe.Of(this);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Probe.Note("activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Note("deactivated");
        return Task.CompletedTask;
    }

    public Task Register(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task Unregister(string name)
    {
        if (await this.GetReminder(name) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order(StringComparer.Ordinal)];

    public Task EndActivation()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Probe.Enter();
        Probe.Note(reminderName);
        await Task.Yield();
        Probe.Leave();
        if (reminderName == "throws")
            throw new InvalidOperationException("not now");
        if (reminderName == "once")
            await Unregister("once");
        if (status.CurrentTickTime < status.FirstTickTime)
            Probe.Note("too early");
    }
}
