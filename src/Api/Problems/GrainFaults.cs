using Microsoft.AspNetCore.Http;

namespace ToolTime.Api.Problems;

/// <summary>Answers 503 if a grain could not answer.</summary>
internal sealed class GrainFaults : IEndpointFilter
{
    /// <summary>How long to wait before trying again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether a grain could not answer: its storage failed, it timed out, or Orleans refused the call while starting or stopping.
    /// </summary>
    public static bool IsUnavailable(Exception exception) =>
        exception is TimeoutException or OrleansException or StorageUnavailableException;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (IsUnavailable(exception))
        {
            return Problem.Unavailable(context.HttpContext, RetryAfter);
        }
    }
}
