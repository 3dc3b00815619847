using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Problems;

namespace ToolTime.Api.SignIn;

/// <summary>Closes endpoints to everyone but operators.</summary>
public static class OperatorsEndpointConventions
{
    /// <summary>Protects third-party pages in the same way as ours, and answers 400 to what they cannot read.</summary>
    public static RouteGroupBuilder ForOperators(this RouteGroupBuilder endpoints) =>
        endpoints.RequireOperator().AddEndpointFilter<GrainFaults>().AddEndpointFilter<ForeignFaults>();

    /// <summary>Admits only operators, by the token in a header or by their pages' cookie.</summary>
    internal static TBuilder RequireOperator<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(OperatorSignIn.Policy).AddEndpointFilter<TBuilder, OwnRequests>();
}
