using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ToolTime.Silo.Tests;

/// <summary>
/// Receives OTLP over HTTP on a loopback port and stores the bytes. Names, tags and units are plain text in its protobuf, so they are
/// searched for as such.
/// </summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly StringBuilder _received = new();
    private (string[] Texts, TaskCompletionSource Heard)? _awaited;

    private Collector(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>Everything received, each byte as a character.</summary>
    public string Received
    {
        get
        {
            lock (_lock)
            {
                return _received.ToString();
            }
        }
    }

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new Collector(app);
        app.MapPost("/v1/{signal}", collector.TakeAsync);
        await app.StartAsync();
        return collector;
    }

    /// <summary>Waits until each of some texts was received.</summary>
    public Task WaitForAsync(params string[] texts)
    {
        lock (_lock)
        {
            _awaited = (texts, new(TaskCreationOptions.RunContinuationsAsynchronously));
            Tell();
            return _awaited.Value.Heard.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        lock (_lock)
        {
            _received.Append(context.Request.Path).Append('\n').Append(Encoding.Latin1.GetString(body.ToArray())).Append('\n');
            Tell();
        }

        context.Response.ContentType = "application/x-protobuf";
    }

    private void Tell()
    {
        if (_awaited is { } awaited && awaited.Texts.All(text => _received.ToString().Contains(text, StringComparison.Ordinal)))
        {
            awaited.Heard.TrySetResult();
        }
    }
}
