using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Requests;

/// <summary>
/// Refuses a request with both Content-Length and chunks. RFC 9112, section 6.1, lets a server use the chunks, but a proxy in front that
/// uses Content-Length would see another request begin in the middle of this one. The same applies to chunks in HTTP/1.0, which does not
/// have them.
/// </summary>
internal static class RequestFraming
{
    /// <summary>Where Kestrel puts a Content-Length overruled by chunks.</summary>
    private const string OverruledLength = "X-Content-Length";

    public static void UseRequestFraming(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!IsFramedTwice(context.Request))
        {
            return next(context);
        }

        context.Response.Headers.Connection = "close";
        return Problem
            .Create(
                StatusCodes.Status400BadRequest,
                FaultCode.Framing,
                "A request needs either Content-Length or (since HTTP/1.1) Transfer-Encoding, not both."
            )
            .ExecuteAsync(context);
    }
        );

    private static bool IsFramedTwice(HttpRequest request) =>
        request.Headers.TransferEncoding.Count > 0
        && (
            request.Headers.ContentLength is not null
            || request.Headers.ContainsKey(OverruledLength)
            || HttpProtocol.IsHttp10(request.Protocol)
        );
}
