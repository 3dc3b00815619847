using Microsoft.Extensions.Options;
using ToolTime.Silo.Clock;
using ToolTime.Silo.Demo;
using ToolTime.Silo.Hosting;
using ToolTime.Silo.Observability;
using ToolTime.Silo.Startup;

namespace ToolTime.Silo.Roles;

/// <summary>The server as its settings describe it.</summary>
internal static class ToolTimeServer
{
    /// <summary>Composes a server from its settings. It touches no storage yet.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="useSettings">Replaces the sources of settings by the server's own.</param>
    /// <param name="demo">The demo to run; null for none.</param>
    /// <param name="change">What a caller changes in the composition before it is built.</param>
    public static WebApplication Build(
        string[] args,
        Action<ConfigurationManager> useSettings,
        DemoRun? demo = null,
        Action<WebApplicationBuilder>? change = null
    )
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        useSettings(builder.Configuration);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        var role = builder.Configuration.GetServerRole();

        builder.UseServerLimits();
        builder.UseShutdownTimeout();

        builder.Services.AddOtlpExport();
        builder.Services.AddSystemdNotification();
        builder.Services.AddDomainClock(builder.Configuration);
        builder.AddRole(role);
        builder.Services.AddDemo(demo);
        change?.Invoke(builder);

        var app = builder.Build();
        app.AbortOnShutdown();
        app.MapRole(role);
        return app;
    }

    /// <summary>Checks a server's settings and opens its storage, so that it can run.</summary>
    public static void Open(this WebApplication app)
    {
        app.WarnOfUnknownSettings();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.OpenStorage(app.Configuration.GetServerRole());
    }

    /// <summary>
    /// Runs a server until it is stopped, be it while it still starts, and returns its process's exit code: 1 if a background service
    /// failed and so ended it, so that a supervisor starts it again.
    /// </summary>
    public static async Task<int> RunToEndAsync(this WebApplication app)
    {
        var services = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }

        return services.Any(service => service.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
    }
}
