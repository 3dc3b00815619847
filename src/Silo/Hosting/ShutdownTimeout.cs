namespace ToolTime.Silo.Hosting;

/// <summary>
/// Ends the server within half a minute, with nothing lost that was acknowledged. Requests have the first eight seconds; what then is still
/// under way (a body that trickles, a reader that does not read) is broken off, so that grains and storage have the time that they need.
/// </summary>
internal static class ShutdownTimeout
{
    /// <summary>How long requests may go on after the stop began.</summary>
    private static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(8);

    /// <summary>What all that stops may take together; the storage's last commits and checkpoint follow.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(25);

    public static void UseShutdownTimeout(this WebApplicationBuilder builder) =>
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopTime);

    /// <summary>Breaks requests off that outlast the stop. It must come before whatever else looks at requests.</summary>
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
