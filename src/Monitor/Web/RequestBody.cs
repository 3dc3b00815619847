using Microsoft.AspNetCore.Http;

namespace ToolTime.Monitor.Web;

/// <summary>
/// Reads a body, the length of which the server bounds, before it is parsed. Nothing here parses or writes JSON piece by piece:
/// System.Text.Json's methods for that bring static fields for each type of JSON in the program, which `tooltime hook` sets up at each
/// start (bench/hook.md).
/// </summary>
internal static class RequestBody
{
    public static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }
}
