using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Problems;

namespace ToolTime.Api.SignIn;

/// <summary>Closes endpoints to all but operators.</summary>
public static class OperatorsEndpointConventions
{
    /// <summary>
    /// Closes pages of others, by the same means as ours, and answers 400 to what these pages cannot read.
    /// </summary>
    public static RouteGroupBuilder ForOperators(this RouteGroupBuilder endpoints) =>
        endpoints.RequireOperator().AddEndpointFilter<GrainFaults>().AddEndpointFilter<ForeignFaults>();

    /// <summary>Lets only operators in, by the token in a header or by the cookie of their pages.</summary>
    internal static TBuilder RequireOperator<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(OperatorSignIn.Policy).AddEndpointFilter<TBuilder, OwnRequests>();

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
                return Problem.FromStatus(StatusCodes.Status400BadRequest);
            }
        }
    }
}
