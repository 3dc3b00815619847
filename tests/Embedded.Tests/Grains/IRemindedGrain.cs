namespace ToolTime.Embedded.Tests.Grains;

public interface IRemindedGrain : IGrainWithStringKey
{
    Task Register(TimeSpan dueTime, TimeSpan period);

    /// <summary>Registers twice and removes by the handle of the first.</summary>
    Task UnregisterByOldHandle();

    Task Touch();
}
