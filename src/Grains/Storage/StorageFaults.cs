using Microsoft.Extensions.Logging;

namespace ToolTime.Grains.Storage;

/// <summary>
/// Logs once, where it arose, that the storage could not do what a grain asked. Without its cause the exception goes on to the callers: an
/// endpoint answers 503, and maintenance leaves what is due for later.
/// </summary>
internal sealed partial class StorageFaults(ILogger<StorageFaults> logger) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (StorageUnavailableException exception) when (!exception.IsLogged)
        {
            LogUnavailable(exception, context.InterfaceName, context.MethodName);
            throw new StorageUnavailableException(exception.Message) { IsLogged = true };
        }
    }

    [LoggerMessage(1901, LogLevel.Error, "The storage could not do what {Interface}.{Method} asked.")]
    private partial void LogUnavailable(Exception exception, string @interface, string method);
}
