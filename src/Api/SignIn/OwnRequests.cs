using Microsoft.AspNetCore.Http;
using ToolTime.Api.Problems;

namespace ToolTime.Api.SignIn;

/// <summary>
/// Accepts changes by cookie only with the token of one of our forms, so that no other site can make an operator's browser do them. A
/// request with the operators' token in a header needs none.
/// </summary>
internal sealed class OwnRequests : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        return OperatorSignIn.IsBearer(http) || await OperatorForm.IsOwnAsync(http)
            ? await next(context)
            : Problem.Create(
                StatusCodes.Status400BadRequest,
                FaultCode.Unauthorized,
                "The form is not from this session. Open the page again."
            );
    }
}
