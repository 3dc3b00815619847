using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ToolTime.Api.Operators;

/// <summary>Reads the forms of the operators' pages, and no other site's.</summary>
internal static class OperatorForm
{
    /// <summary>The field with the operators' token.</summary>
    public const string Token = "token";

    /// <summary>The field with the session's own token.</summary>
    public const string FormToken = "form_token";

    /// <summary>The field with a submission's receipt.</summary>
    public const string Receipt = "receipt";

    /// <summary>The field with a device's random id.</summary>
    public const string Device = "device";

    private static readonly FormOptions Limits = new()
    {
        ValueCountLimit = 8,
        KeyLengthLimit = 64,
        ValueLengthLimit = 1_024,
        MultipartBodyLengthLimit = 4_096,
    };

    /// <summary>The form; null where another site sent it, or it is none that we make.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (!IsOwn(context.Request) || !context.Request.HasFormContentType)
        {
            return null;
        }

        try
        {
            return await context.Request.ReadFormAsync(Limits, context.RequestAborted);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// The form of anyone who is logged in; null also where it lacks the session's own token. Who names the operators' token in a header
    /// needs none: no other site's form can send that.
    /// </summary>
    public static async Task<IFormCollection?> ReadOwnAsync(HttpContext context) =>
        await ReadAsync(context) is { } form
        && (context.Features.Get<OperatorSession>() is not { } session || IsEqual(form[FormToken].ToString(), session.FormToken))
            ? form
            : null;

    /// <summary>Whether a form puts into quarantine; false where it releases, null where it says neither.</summary>
    public static bool? IsPut(IFormCollection form) => form["do"].ToString() switch
    {
        "put" => true,
        "release" => false,
        _ => null,
    };

    private static bool IsEqual(string sent, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(expected));

    // Browsers say from where a form comes; what is no browser has no cookie that could be misused.
    private static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site == "same-origin";
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (
                Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            );
    }
}
