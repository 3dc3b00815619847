using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ToolTime.Api.Problems;

namespace ToolTime.Api.SignIn;

/// <summary>Authenticates operators by the token in a request's header; no one if no token is set.</summary>
internal sealed class OperatorBearer(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, OperatorsToken operators)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private TokenVerdict? _verdict;

    /// <summary>The answer to a wrong or missing token.</summary>
    public static IResult Refuse(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Create(
            StatusCodes.Status401Unauthorized,
            FaultCode.Unauthorized,
            "This endpoint needs the operators' token (Admin:Token)."
        );
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (OperatorsToken.In(Context) is not { } token)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        _verdict = operators.Judge(Context, token);
        return Task.FromResult(
            _verdict is TokenVerdict.Right
                ? AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(Scheme.Name)), Scheme.Name))
                : AuthenticateResult.Fail("The token was rejected.")
        );
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.CacheControl = "no-store";
        var answer = _verdict is TokenVerdict.TooMany tooMany ? Problem.TooManyTokens(Context, tooMany.RetryAfter) : Refuse(Context);
        return answer.ExecuteAsync(Context);
    }
}
