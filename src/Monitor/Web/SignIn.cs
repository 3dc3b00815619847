using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ToolTime.Monitor.Web;

/// <summary>
/// Lets a browser in: a program that knows the token gets a code, which is good once and for a minute, so that the address that the browser
/// remembers opens nothing afterwards. Used by several threads at once.
/// </summary>
internal sealed class SignIn(TimeProvider time)
{
    private const int MostCodes = 16;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<(string Code, long MadeAt)> _codes = [];

    /// <summary>Answers a new code to one who knows the token.</summary>
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

    /// <summary>Sets the cookie where the address has a code that is good, and goes on to the pages.</summary>
    /// <returns>False where it has none.</returns>
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

/// <summary>What opens the pages once.</summary>
internal sealed record SignInCode(string Code);
