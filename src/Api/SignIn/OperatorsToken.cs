using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ToolTime.Api.Limits;

namespace ToolTime.Api.SignIn;

/// <summary>Checks whether a token is the operators'. All endpoints share it, so that none is easier to guess at.</summary>
internal sealed class OperatorsToken(IOptions<AdminOptions> options, WrongTokens wrong, LimitMetrics limits)
{
    private const string Scheme = "Bearer ";

    /// <summary>Whether operators have a token; without one, their endpoints are closed.</summary>
    public bool IsSet => options.Value.Token is not null;

    /// <summary>The token in a request's header; null if there is none.</summary>
    public static string? In(HttpContext context)
    {
        // Headers are read as Latin-1, in which each byte is a character; a token beyond ASCII is sent as UTF-8.
        var authorization = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(context.Request.Headers.Authorization.ToString()));
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..] : null;
    }

    /// <summary>
    /// Checks a token. Hashes are compared, so that the time taken reveals neither the length nor the beginning of the token.
    /// </summary>
    public TokenVerdict Judge(HttpContext context, string token)
    {
        var address = ClientAddress.From(context);
        if (wrong.WaitOf(address) is { } wait)
        {
            limits.Hit(LimitMetrics.Logins);
            return new TokenVerdict.TooMany(wait);
        }

        if (options.Value.Token is { } right && CryptographicOperations.FixedTimeEquals(Hash(token), Hash(right)))
        {
            return new TokenVerdict.Right();
        }

        wrong.Count(address);
        return new TokenVerdict.Wrong();
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

/// <summary>The result of checking a token.</summary>
internal abstract record TokenVerdict
{
    private TokenVerdict()
    {
    }

    /// <summary>The token is the operators'.</summary>
    public sealed record Right : TokenVerdict;

    /// <summary>The token is wrong, or none is set.</summary>
    public sealed record Wrong : TokenVerdict;

    /// <summary>The token was not checked: the address has sent too many wrong ones.</summary>
    /// <param name="RetryAfter">How long to wait before trying again.</param>
    public sealed record TooMany(TimeSpan RetryAfter) : TokenVerdict;
}
