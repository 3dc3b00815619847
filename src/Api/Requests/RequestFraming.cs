using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Requests;

/// <summary>
/// Refuses a request that gives its length twice, by Content-Length and in chunks. RFC 9112, section 6.1, lets a server take the chunks,
/// but a proxy in front that takes the other would see another request begin where this one goes on. The same goes for chunks in HTTP/1.0,
/// which has none.
/// </summary>
internal static class RequestFraming
{
    /// <summary>Where Kestrel puts a Content-Length that chunks overrule.</summary>
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
                "A request has Content-Length or, from HTTP/1.1 on, Transfer-Encoding, and not both."
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
