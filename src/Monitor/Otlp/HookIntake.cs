using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ToolTime.Monitor.Security.Guarding;
using ToolTime.Monitor.Settings;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;

namespace ToolTime.Monitor.Otlp;

/// <summary>
/// Answers hooks of type `http` as `tooltime hook` does on standard input: records the same line, and answers a call before it runs if the
/// user asked for that. Thread-safe.
/// </summary>
internal sealed class HookIntake(MonitorOptions options)
{
    // As much as `tooltime hook` reads; it is streamed, so it takes no memory.
    private const long MaxBodyBytes = 64 * 1024 * 1024;
    private const int BufferBytes = 16 * 1024;

    private static ReadOnlySpan<byte> NoDecision => "{}"u8;

    /// <summary>`POST /hooks/{client}`. True if it was recorded.</summary>
    public async Task<bool> TakeAsync(HttpContext context, string client)
    {
        if (!RequestContent.IsPlain(context))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return false;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBodyBytes;
        }

        var copy = File.Exists(options.Home.Security) ? new MemoryStream() : null;
        var scanner = new JsonFieldScanner(HookInput.Fields);
        await FeedAsync(context, scanner, copy);
        var input = scanner.IsComplete ? new HookInput(scanner) : null;
        if (string.IsNullOrEmpty(input?.Event) || HomeClock.Locate(options.Environment) is not { } clock)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return false;
        }

        var userHome = AgentHomes.User(options.Environment);
        var (_, answer) = HookRecord.Handle(options.Home, userHome, clock, client, input, copy?.ToArray(), CallGuard.Evaluate);
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(
            answer is null ? NoDecision.ToArray() : Encoding.UTF8.GetBytes(answer),
            context.RequestAborted
        );
        return true;
    }

    // All of it is read, so that the sender can continue.
    private static async Task FeedAsync(HttpContext context, JsonFieldScanner scanner, MemoryStream? copy)
    {
        var buffer = new byte[BufferBytes];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var count)
        {
            scanner.Feed(buffer.AsSpan(0, count));
            if (copy?.Length < StandardInput.MaxCopy)
            {
                copy.Write(buffer, 0, count);
            }
        }
    }
}
