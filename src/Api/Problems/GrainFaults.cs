using Microsoft.AspNetCore.Http;

namespace ToolTime.Api.Problems;

/// <summary>Answers 503 where a grain did not answer in time, or the engine refused the call: it starts or stops.</summary>
internal sealed class GrainFaults : IEndpointFilter
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            return Problem.Unavailable(context.HttpContext, RetryAfter);
        }
    }
}
