using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ToolTime.Api.Problems;

namespace ToolTime.Api.SignIn;

/// <summary>
/// Code that is not ours throws at addresses and names that it cannot read, which is no fault of the server. It throws at its own faults
/// too, so they are logged.
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

    // A message may repeat what was asked for.
    [LoggerMessage(3301, LogLevel.Warning, "Orleans' dashboard failed at a request of an operator: {Reason}.")]
    private partial void LogFailed(string reason);
}
