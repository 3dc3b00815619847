using Microsoft.Extensions.Logging;

namespace ToolTime.Grains.Storage;

/// <summary>
/// Logs a storage failure once, where it occurred. The exception is passed on to callers without its cause: endpoints answer 503, and
/// maintenance retries later.
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

    [LoggerMessage(1901, LogLevel.Error, "Storage failed in {Interface}.{Method}.")]
    private partial void LogUnavailable(Exception exception, string @interface, string method);
}
