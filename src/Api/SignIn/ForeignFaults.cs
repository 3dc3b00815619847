using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ToolTime.Api.Problems;

namespace ToolTime.Api.SignIn;

/// <summary>
/// Third-party code throws for addresses and names that it cannot read, which is not the server's fault. It also throws for its own faults,
/// so they are logged.
/// </summary>
internal sealed partial class ForeignFaults(ILogger<ForeignFaults> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OrleansException or TimeoutException))
        {
            LogFailed(exception.GetType().Name);
            return Problem.FromStatus(StatusCodes.Status400BadRequest);
        }
    }

    // An exception's message may repeat what was requested.
    [LoggerMessage(3301, LogLevel.Warning, "Orleans' dashboard failed on an operator's request: {Reason}.")]
    private partial void LogFailed(string reason);
}
