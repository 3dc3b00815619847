using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ToolTime.Api.Operators;

/// <summary>Closes doors to all but operators.</summary>
public static class OperatorsDoor
{
    /// <summary>Lets only operators in, by the same means as to their other doors.</summary>
    public static RouteGroupBuilder ForOperators(this RouteGroupBuilder doors) => doors.AddEndpointFilter<OperatorsOnly>();
}
