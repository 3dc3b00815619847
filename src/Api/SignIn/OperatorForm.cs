using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ToolTime.Api.SignIn;

/// <summary>Reads the forms of the operators' pages, and rejects other sites' forms.</summary>
internal static class OperatorForm
{
    /// <summary>The field with the operators' token.</summary>
    public const string Token = "token";

    /// <summary>The field with the form's own token.</summary>
    public const string FormToken = "form_token";

    /// <summary>The header with a form's token, for requests without a form.</summary>
    public const string FormTokenHeader = "X-Form-Token";

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

    /// <summary>The form; null if it is not one of ours.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
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
    /// Whether a request changes nothing, or has the token of one of our forms, in the form or in a header. The form is read within its
    /// limits first; later readers get the same one.
    /// </summary>
    public static async Task<bool> IsOwnAsync(HttpContext context) =>
        (!context.Request.HasFormContentType || await ReadAsync(context) is not null)
        && await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);

    /// <summary>True if a form quarantines, false if it releases; null if neither.</summary>
    public static bool? IsPut(IFormCollection form) => form["do"].ToString() switch
    {
        "put" => true,
        "release" => false,
        _ => null,
    };
}
