using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ToolTime.Grains.Tests.Webhooks;

/// <summary>Receives webhooks on a loopback port, and answers as the test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single() + "/hook";

    /// <summary>The status of each answer.</summary>
    public int Status { get; set; } = StatusCodes.Status204NoContent;

    /// <summary>The bodies and headers received, in order.</summary>
    public ConcurrentQueue<(byte[] Body, string Week, string Signature)> Received { get; } = [];

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.MapPost("/hook", receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Received.Enqueue((body.ToArray(), context.Request.Headers["X-ToolTime-Week"].ToString(), context.Request.Headers["X-ToolTime-Signature"].ToString()));
        context.Response.StatusCode = Status;
        context.Response.Headers.Location = "/elsewhere";
    }
}
