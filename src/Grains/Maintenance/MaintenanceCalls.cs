using System.Globalization;
using ToolTime.Maintenance;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Maintenance;

/// <summary>Grain calls that maintenance tasks make.</summary>
internal static class MaintenanceCalls
{
    public static IDayGrain GetDay(this IGrainFactory grains, DateOnly day) =>
        grains.GetGrain<IDayGrain>(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Publishes a window; null if it is not due, or if deletions interrupted it, so that later work need not wait.</summary>
    public static async Task<MaintenanceStep?> PublishAsync(this IGrainFactory grains, StatsQuery window, MaintenanceStep published) =>
        await grains.GetGrain<IPublisherGrain>(window.ToString()).PublishAsync() == PublishOutcome.Published ? published : null;
}
