namespace ToolTime.Silo.Hosting;

/// <summary>
/// Stops the server within half a minute without losing anything acknowledged. Requests get the first eight seconds; then those still
/// running (a slow body, a client that does not read) are aborted, so that grains and storage have the time they need.
/// </summary>
internal static class ShutdownTimeout
{
    /// <summary>How long requests may continue after the stop began.</summary>
    private static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(8);

    /// <summary>How long everything that stops may take together; the storage's last commits and checkpoint follow.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(25);

    public static void UseShutdownTimeout(this WebApplicationBuilder builder) =>
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopTime);

    /// <summary>Aborts requests that outlast their time. It must come before any other middleware.</summary>
    public static void AbortOnShutdown(this WebApplication app)
    {
        var timeUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, app.Services.GetRequiredService<TimeProvider>());
        app.Lifetime.ApplicationStopping.Register(() => timeUp.CancelAfter(RequestTime));
        app.Use(async (context, next) =>
        {
            await using var registration = timeUp.Token.UnsafeRegister(static context => ((HttpContext)context!).Abort(), context);
            await next(context);
        });
    }
}
