using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ToolTime.Silo.Roles;

namespace ToolTime.TestServer;

/// <summary>
/// The whole server, composed as by its program, in the tests' process: a start takes a tenth of what a process takes, and the code is
/// compiled once for all of them. It is for tests of what the server answers and stores. It shares with others of its process what belongs
/// to a process, such as meters and signals; it writes no log, and it is stopped, never killed.
/// </summary>
public sealed class InProcessServer : RunningServer
{
    private WebApplication? _app;

    private InProcessServer(DateTimeOffset? now, string[] settings)
        : base(now, settings)
    {
    }

    /// <summary>The running server's services.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>Starts a server with a simulated clock.</summary>
    public static Task<InProcessServer> StartAsync(DateTimeOffset now, params string[] settings) =>
        Prepare(now, settings).StartAsync();

    /// <summary>Prepares a server without starting it.</summary>
    public static InProcessServer Prepare(DateTimeOffset now, params string[] settings) => new(now, settings);

    /// <summary>Starts it again in the same folder.</summary>
    public async Task<InProcessServer> StartAsync()
    {
        var settings = StartSettings;
        _app = ToolTimeServer.Build(
            settings,
            configuration =>
            {
                configuration.Sources.Clear();
                configuration.AddCommandLine(settings);
            },
            change: builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<IHostLifetime, UntilStopped>();
            }
        );
        _app.Open();
        await _app.StartAsync();
        Connect(new(_app.Urls.First()));
        return this;
    }

    /// <summary>Stops it as SIGTERM stops its program.</summary>
    public async Task StopAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await StopAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The signals of this process are for the tests.</summary>
    private sealed class UntilStopped : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
