using System.Globalization;
using ToolTime.Usage;

namespace ToolTime.Grains.Maintenance;

/// <summary>Grain calls that maintenance tasks make.</summary>
internal static class MaintenanceCalls
{
    public static IDayGrain GetDay(this IGrainFactory grains, DateOnly day) =>
        grains.GetGrain<IDayGrain>(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
