using Microsoft.AspNetCore.Http;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Operators;

/// <summary>
/// Lets operators in to their pages: by the cookie of a session, or by the token in a header. Anyone who has neither is shown the way to
/// the form. Where no token is set, the pages are not there.
/// </summary>
internal sealed class OperatorsOrSession(OperatorsToken operators, OperatorSessions sessions) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        if (!operators.IsSet)
        {
            return TypedResults.NotFound();
        }

        if (OperatorsToken.In(http) is { } token)
        {
            return operators.Judge(http, token) switch
            {
                TokenVerdict.Right => await next(context),
                TokenVerdict.TooMany tooMany => Problem.TooManyTokens(http, tooMany.RetryAfter),
                _ => OperatorsOnly.Refuse(http),
            };
        }

        if (sessions.Find(OperatorCookie.Read(http)) is { } session)
        {
            http.Features.Set(session);
            return await next(context);
        }

        return HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? SeeOther.To(OperatorPaths.Login)
            : OperatorsOnly.Refuse(http);
    }
}
