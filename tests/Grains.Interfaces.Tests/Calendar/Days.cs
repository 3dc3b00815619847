namespace ToolTime.Grains.Interfaces.Tests.Calendar;

/// <summary>All days of some years.</summary>
internal static class Days
{
    public static IEnumerable<DateOnly> From(int fromYear, int toYearExclusive)
    {
        for (var day = new DateOnly(fromYear, 1, 1); day.Year < toYearExclusive; day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
