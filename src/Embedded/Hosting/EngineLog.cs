using Microsoft.Extensions.Logging;

namespace ToolTime.Embedded.Hosting;

/// <summary>What the engine logs: class and method names, never a key or an argument.</summary>
internal sealed partial class EngineLog(ILogger logger)
{
    [LoggerMessage(1001, LogLevel.Warning, "{GrainClass} could not be activated.")]
    public partial void ActivationFailed(Exception exception, string grainClass);

    [LoggerMessage(1002, LogLevel.Warning, "{GrainClass} failed in OnDeactivateAsync.")]
    public partial void DeactivationFailed(Exception exception, string grainClass);

    [LoggerMessage(1003, LogLevel.Warning, "{GrainClass} could not be disposed of.")]
    public partial void DisposalFailed(Exception exception, string grainClass);

    [LoggerMessage(1004, LogLevel.Warning, "A timer of {GrainClass} failed; it goes on.")]
    public partial void TimerFailed(Exception exception, string grainClass);

    [LoggerMessage(1005, LogLevel.Warning, "{GrainMethod} failed after its caller had stopped waiting.")]
    public partial void UnheardFailure(Exception exception, string grainMethod);

    [LoggerMessage(1006, LogLevel.Error, "The engine stopped while {Grains} grains were still busy; their callers were told.")]
    public partial void StopCutOff(int grains);

    [LoggerMessage(1007, LogLevel.Warning, "A reminder of {GrainType} failed; it goes on.")]
    public partial void ReminderFailed(Exception exception, string grainType);

    [LoggerMessage(1008, LogLevel.Warning, "A tick of a reminder of {GrainType} was not stored; it may come again after a restart.")]
    public partial void TickNotStored(Exception exception, string grainType);

    [LoggerMessage(1009, LogLevel.Error, "A stored reminder of {GrainType} was left out, because no grain class of that type has reminders.")]
    public partial void ReminderWithoutGrain(string grainType);
}
