using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ToolTime.Api.Problems;

/// <summary>Gives answers that come from no endpoint the same form as all others.</summary>
internal static class ProblemMiddleware
{
    public static void UseProblemDocuments(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(failed => failed.Run(WriteFailureAsync));
        app.UseStatusCodePages(context => Problem.FromStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
    }

    private static Task WriteFailureAsync(HttpContext context)
    {
        var status = context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException refused
            ? refused.StatusCode
            : StatusCodes.Status500InternalServerError;
        NoSniffHeader.Mark(context.Response);
        return Problem.FromStatus(status).ExecuteAsync(context);
    }
}
