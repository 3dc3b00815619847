using System.Net;
using System.Net.Http.Headers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using ToolTime.Silo.Clock;
using ToolTime.Silo.Hosting;
using ToolTime.Silo.Roles;

namespace ToolTime.Silo.Tests.Faults.Fuzz;

/// <summary>The whole server, composed as by its program, in this process, so that its memory can be measured.</summary>
internal sealed class InProcessServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tooltime-fuzz-").FullName;
    private readonly WebApplication _app;

    private InProcessServer(string now)
    {
        var clock = Path.Combine(_folder, "clock");
        File.WriteAllText(clock, now);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(
        [
            new("urls", "http://127.0.0.1:0"), new("Clock:File", clock), new("Storage:ConnectionString", $"Data Source={DatabasePath}"),
            new("Ingestion:PerTokenPerDay", "0"), new("Admin:Token", ServerProcess.AdminToken),
        ]);
        builder.Logging.ClearProviders();
        builder.UseServerLimits();
        builder.Services.AddDomainClock(builder.Configuration);
        builder.AddRole(ServerRole.All);
        _app = builder.Build();
        _app.MapRole(ServerRole.All);
    }

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    private string DatabasePath => Path.Combine(_folder, "tooltime.db");

    public static async Task<InProcessServer> StartAsync(string now)
    {
        var server = new InProcessServer(now);
        server._app.OpenStorage(ServerRole.All);
        await server._app.StartAsync();
        server.Client = new(
            new SocketsHttpHandler
            {
                AutomaticDecompression = DecompressionMethods.None,
                AllowAutoRedirect = false,
                UseCookies = false,
            }
        )
        {
            BaseAddress = new(server._app.Urls.First()),
        };
        return server;
    }

    /// <summary>Sends a body to the submit endpoint.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(byte[] body, string? encoding, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/api/submit", UriKind.Relative))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        if (encoding is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Signature", signature);
        }

        return await Client.SendAsync(request);
    }

    /// <summary>The number of submissions it has accepted, read directly.</summary>
    public long CountReceipts()
    {
        using var connection = new SqliteConnection($"Data Source={DatabasePath};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM receipts";
        return (long)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
