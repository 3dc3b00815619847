using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ToolTime.Api.Problems;

/// <summary>Has browsers take every answer for what it says it is, and never for a page or a program that they find in it.</summary>
internal static class NoSniffHeader
{
    public static void UseNoSniffHeader(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Mark(context.Response);
        return next(context);
    });

    /// <summary>Marks one answer.</summary>
    public static void Mark(HttpResponse response) => response.Headers.XContentTypeOptions = "nosniff";
}
