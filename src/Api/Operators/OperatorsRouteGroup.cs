using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Operators;

/// <summary>Closes pages of others to all but operators.</summary>
public static class OperatorsRouteGroup
{
    /// <summary>
    /// Lets only operators in, by the same means as to their own pages, and answers 400 to what these pages cannot read. They must lie
    /// under /operator, where the cookie goes.
    /// </summary>
    public static RouteGroupBuilder ForOperators(this RouteGroupBuilder endpoints) =>
        endpoints.AddEndpointFilter<OperatorsOrSession>().AddEndpointFilter<GrainFaults>().AddEndpointFilter<ForeignFaults>();

    /// <summary>Code that is not ours throws at addresses and names that it cannot read, which is no fault of the server.</summary>
    private sealed class ForeignFaults : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            try
            {
                return await next(context);
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or OrleansException or TimeoutException))
            {
                return Problem.OfStatus(StatusCodes.Status400BadRequest);
            }
        }
    }
}
