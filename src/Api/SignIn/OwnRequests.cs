using Microsoft.AspNetCore.Http;
using ToolTime.Api.Problems;

namespace ToolTime.Api.SignIn;

/// <summary>
/// Lets a cookie change something only together with the token of a form that we made for it, so that no other site can have an operator's
/// browser do it. Who names the operators' token in a header needs none.
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
                "The form is not one of this session. Open the page again."
            );
    }
}
