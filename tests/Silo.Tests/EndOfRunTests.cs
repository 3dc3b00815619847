using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using ToolTime.Silo.Roles;
using ToolTime.Storage.Tests;

namespace ToolTime.Silo.Tests;

/// <summary>The exit code of a server's process, with which a supervisor decides whether to start it again.</summary>
public sealed class EndOfRunTests
{
    [Fact]
    public async Task Run_ABackgroundServiceFailsWhileItStarts_EndsWithOne()
    {
        var builder = Bare();
        builder.Services.AddHostedService<BrokenService>();
        builder.Services.AddHostedService<EndlessStart>();
        await using var app = builder.Build();
        Assert.Equal(1, await app.RunToEndAsync());
    }

    [Fact]
    public async Task Run_ABackgroundServiceFailsWhenItHasStarted_EndsWithOne()
    {
        var builder = Bare();
        builder.Services.AddHostedService<LaterBrokenService>();
        await using var app = builder.Build();
        Assert.Equal(1, await app.RunToEndAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_StoppedWhileItStarts_EndsWithZero(bool first)
    {
        using var folder = new TemporaryFolder();
        await using var app = ToolTimeServer.Build(
            [],
            settings => settings.AddInMemoryCollection(
                [
                    new("Logging:LogLevel:Default", "None"),
                    new("urls", "http://127.0.0.1:0"),
                    new("Storage:ConnectionString", $"Data Source={folder.File("x.db")}"),
                ]
            ),
            demo: null,
            builder => builder.Services.Insert(
                first ? 0 : builder.Services.Count,
                ServiceDescriptor.Singleton<IHostedService, StopsAtOnce>()
            )
        );
        app.Open();
        Assert.Equal(0, await app.RunToEndAsync());
    }

    private static WebApplicationBuilder Bare() => WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None"]);

    private sealed class BrokenService : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => throw new InvalidOperationException();
    }

    private sealed class LaterBrokenService(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task;
            throw new InvalidOperationException();
        }
    }

    private sealed class EndlessStart : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) =>
            Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class StopsAtOnce(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
