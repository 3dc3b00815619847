using Microsoft.AspNetCore.Http;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Operators;

/// <summary>Lets in who names the operators' token in a header; nobody, where none is set. A cookie opens nothing here.</summary>
internal sealed class OperatorsOnly(OperatorsToken operators) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return (OperatorsToken.In(http) is { } token ? operators.Judge(http, token) : new TokenVerdict.Wrong()) switch
        {
            TokenVerdict.Right => next(context),
            TokenVerdict.TooMany tooMany => ValueTask.FromResult<object?>(Problem.TooManyTokens(http, tooMany.RetryAfter)),
            _ => ValueTask.FromResult<object?>(Refuse(http)),
        };
    }

    /// <summary>The answer to a wrong token and to none.</summary>
    public static IResult Refuse(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Create(
            StatusCodes.Status401Unauthorized,
            FaultCode.Unauthorized,
            "This endpoint is for operators, who name the token in Admin:Token."
        );
    }
}
