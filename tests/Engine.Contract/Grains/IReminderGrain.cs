namespace ToolTime.Engine.Contract.Grains;

[Alias("ToolTime.Engine.Contract.IReminderGrain")]
public interface IReminderGrain : IGrainWithStringKey
{
    [Alias("Register")]
    Task Register(string name, TimeSpan dueTime, TimeSpan period);

    [Alias("Unregister")]
    Task Unregister(string name);

    [Alias("Names")]
    Task<string[]> Names();

    [Alias("EndActivation")]
    Task EndActivation();
}
