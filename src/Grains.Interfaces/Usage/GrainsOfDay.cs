using System.Globalization;

namespace ToolTime.Usage;

/// <summary>The grains of a day, whose key is the day as <c>yyyy-MM-dd</c>.</summary>
public static class GrainsOfDay
{
    /// <summary>The grain that rolls a day up and purges it.</summary>
    public static IDayGrain GetDay(this IGrainFactory grains, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<IDayGrain>(KeyOf(day));
    }

    /// <summary>The grain that has the names used on a day.</summary>
    public static IUsageNamesGrain GetUsageNames(this IGrainFactory grains, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<IUsageNamesGrain>(KeyOf(day));
    }

    private static string KeyOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
