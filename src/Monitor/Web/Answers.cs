using Microsoft.AspNetCore.Http;

namespace ToolTime.Monitor.Web;

/// <summary>Writes answers.</summary>
internal static class Answers
{
    public static Task JsonAsync(HttpContext context, byte[] json) => BytesAsync(context, "application/json", json);

    public static async Task BytesAsync(HttpContext context, string type, byte[] content)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }
}
