using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ToolTime.Monitor.Web;

/// <summary>
/// Signs a browser in: a program that knows the token gets a code, which works once, within a minute, so that the address in the browser's
/// history opens nothing afterwards. Thread-safe.
/// </summary>
internal sealed class SignIn(TimeProvider time)
{
    private const int MostCodes = 16;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<(string Code, long MadeAt)> _codes = [];

    /// <summary>Answers a caller who knows the token with a new code.</summary>
    public Task MakeAsync(HttpContext context)
    {
        var code = AccessRules.NewToken();
        lock (_lock)
        {
            _codes.RemoveAll(one => time.GetElapsedTime(one.MadeAt) >= Life);
            if (_codes.Count == MostCodes)
            {
                _codes.RemoveAt(0);
            }

            _codes.Add((code, time.GetTimestamp()));
        }

        return Answers.JsonAsync(context, JsonSerializer.SerializeToUtf8Bytes(new SignInCode(code), WebJson.Default.SignInCode));
    }

    /// <summary>Sets the cookie if the address has a valid code, and redirects to the pages.</summary>
    /// <returns>False if it has none.</returns>
    public bool TryEnter(HttpContext context, AccessRules access)
    {
        if (context.Request.Query["code"].ToString() is not { Length: > 0 } code || !Take(code))
        {
            return false;
        }

        context.Response.Headers.SetCookie = $"{access.Cookie}={access.CookieValue}; Path=/; HttpOnly; SameSite=Strict";
        context.Response.Headers.Location = "/";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        return true;
    }

    private bool Take(string code)
    {
        var given = System.Text.Encoding.UTF8.GetBytes(code);
        lock (_lock)
        {
            var place = _codes.FindIndex(one =>
                time.GetElapsedTime(one.MadeAt) < Life
                && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(one.Code), given)
            );
            if (place < 0)
            {
                return false;
            }

            _codes.RemoveAt(place);
            return true;
        }
    }
}

/// <summary>The code that opens the pages once.</summary>
internal sealed record SignInCode(string Code);
