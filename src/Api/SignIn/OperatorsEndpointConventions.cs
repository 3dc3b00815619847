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
}
