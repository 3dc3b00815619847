using Microsoft.AspNetCore.Http;

namespace ToolTime.Monitor.Web;

/// <summary>
/// Reads a body, whose length the server limits, before it is parsed. Nothing here parses or writes JSON in pieces: System.Text.Json's
/// methods for that bring static fields for each JSON type in the program, which `tooltime hook` initialises at each start (bench/hook.md).
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
