using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ToolTime.Api.Operators;

/// <summary>Closes pages to all but operators.</summary>
public static class OperatorsDoor
{
    /// <summary>Lets only operators in, by the same means as to their own pages. The pages must lie under /operator, where the cookie goes.</summary>
    public static RouteGroupBuilder ForOperators(this RouteGroupBuilder doors) => doors.AddEndpointFilter<OperatorsOrSession>();
}
