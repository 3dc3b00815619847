using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ToolTime.Api.Problems;

/// <summary>Makes browsers trust every answer's content type, instead of guessing a page or script from its content.</summary>
internal static class NoSniffHeader
{
    public static void UseNoSniffHeader(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Mark(context.Response);
        return next(context);
    });

    /// <summary>Sets the header on one answer.</summary>
    public static void Mark(HttpResponse response) => response.Headers.XContentTypeOptions = "nosniff";
}
