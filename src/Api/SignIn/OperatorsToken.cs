using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ToolTime.Api.Limits;

namespace ToolTime.Api.SignIn;

/// <summary>
/// Says whether a token is the operators'. The same for every endpoint that takes one, so that no endpoint is easier to guess at.
/// </summary>
internal sealed class OperatorsToken(IOptions<AdminOptions> options, WrongTokens wrong, LimitMetrics limits)
{
    private const string Scheme = "Bearer ";

    /// <summary>Whether operators have a token at all; without one their endpoints are closed.</summary>
    public bool IsSet => options.Value.Token is not null;

    /// <summary>The token in a request's header; null where it names none.</summary>
    public static string? In(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..] : null;
    }

    /// <summary>
    /// Judges a token. Hashes are compared, so that neither its length nor its beginning shows in the time that it takes.
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

/// <summary>What is said of a token that somebody named.</summary>
internal abstract record TokenVerdict
{
    private TokenVerdict()
    {
    }

    /// <summary>It is the operators'.</summary>
    public sealed record Right : TokenVerdict;

    /// <summary>It is not, or none is set.</summary>
    public sealed record Wrong : TokenVerdict;

    /// <summary>It was not looked at: the address has named too many wrong ones.</summary>
    /// <param name="RetryAfter">When it may try again.</param>
    public sealed record TooMany(TimeSpan RetryAfter) : TokenVerdict;
}
