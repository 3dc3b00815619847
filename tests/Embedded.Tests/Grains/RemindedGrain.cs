namespace ToolTime.Embedded.Tests.Grains;

internal sealed class RemindedGrain : Grain, IRemindedGrain, IRemindable
{
    public Task Register(TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder("reminder", dueTime, period);

    public async Task UnregisterByOldHandle()
    {
        var handle = await this.RegisterOrUpdateReminder("reminder", TimeSpan.FromDays(1), TimeSpan.FromDays(1));
        await this.RegisterOrUpdateReminder("reminder", TimeSpan.FromDays(1), TimeSpan.FromDays(1));
        await this.UnregisterReminder(handle);
    }

    public Task Touch() => Task.CompletedTask;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Probe.Of(this).Note("tick");
        return this.GetPrimaryKeyString().Contains("fails", StringComparison.Ordinal)
            ? throw new InvalidOperationException("no tick")
            : Task.CompletedTask;
    }
}
