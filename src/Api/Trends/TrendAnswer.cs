using ToolTime.Publication;

namespace ToolTime.Api.Trends;

/// <summary>How one name went over the newest published weeks.</summary>
internal sealed record TrendAnswer
{
    public required string Dimension { get; init; }

    public required string Name { get; init; }

    public required bool Simulated { get; init; }

    /// <summary>A point for each published week, the oldest first.</summary>
    public required IReadOnlyList<TrendWeek> Weeks { get; init; }

    /// <summary>The newest of a name's weeks; null where none of them tells of it.</summary>
    public static TrendAnswer? Of(TrendsDocument trends, NameTrend name, int weeks)
    {
        var newest = trends.Weeks.Zip(name.Points, TrendWeek.Of).TakeLast(weeks).ToList();
        return newest.All(week => week.UniqueSubmitters is null)
            ? null
            : new() { Dimension = name.Dimension, Name = name.Name, Simulated = trends.Simulated, Weeks = newest };
    }
}
