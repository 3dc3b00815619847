using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Operators;

/// <summary>Lets in who holds the operators' token; nobody, where none is set.</summary>
internal sealed class OperatorsOnly(IOptions<AdminOptions> options) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (IsOperator(context.HttpContext.Request.Headers.Authorization.ToString()))
        {
            return next(context);
        }

        context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return ValueTask.FromResult<object?>(
            Problem.Of(StatusCodes.Status401Unauthorized, FaultCode.Unauthorized, "This door is for operators, who name the token in Admin:Token."));
    }

    /// <summary>Compares hashes, so that neither the token's length nor its beginning shows in the time that it takes.</summary>
    private bool IsOperator(string authorization) =>
        options.Value.Token is { } token
        && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(authorization[Scheme.Length..]), Hash(token));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
