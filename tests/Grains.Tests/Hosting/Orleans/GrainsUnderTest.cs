using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using ToolTime.Calendar;
using ToolTime.Grains.Usage;
using ToolTime.Storage;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>Registers in a silo what the server registers, with clocks of the test.</summary>
internal static class GrainsUnderTest
{
    public static void AddGrainsUnderTest(this IServiceCollection services, IConfiguration configuration, TimeProvider clock, Action<IServiceCollection>? configure)
    {
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddKeyedSingleton(DomainClock.Key, clock);
        services.AddStorage(configuration);
        services.AddGrains(configuration);

        // Silos keep the system's clock; only what carries live totals stands still until a test has it go.
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<LiveUsage>(provider, new StandingClock()));
        configure?.Invoke(services);
    }

    private sealed class StandingClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
