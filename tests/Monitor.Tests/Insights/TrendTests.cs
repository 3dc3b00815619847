using ToolTime.Monitor.Insights.Trends;

namespace ToolTime.Monitor.Tests.Insights;

/// <summary>Where a week leads, and what is said of it.</summary>
public sealed class TrendTests
{
    private static readonly DateTime Wednesday = new(2026, 11, 25, 12, 0, 0, DateTimeKind.Unspecified);

    [Fact]
    public void Forecast_OfEvenWeeks_IsSoFarAndWhatIsToCome()
    {
        // A dollar per hour from nine to five on working days, two from the third week back.
        var costs = Costs(week => week == 2 ? 2m : 1m);

        var forecast = WeekForecast.Make(costs, Wednesday)!;
        // Monday, Tuesday and three hours have passed; five hours and two days are to come, as in five of six weeks.
        Assert.Equal((19m, 40m, 6), (forecast.SoFar, forecast.LastWeek, forecast.Weeks));
        Assert.Equal((40m, 61m, 43.5m), (forecast.Low, forecast.High, forecast.Expected));
    }

    [Fact]
    public void Forecast_WithTwoWeeksBefore_IsNone()
    {
        Assert.Null(WeekForecast.Make([.. Costs(_ => 1).Where(cost => cost.At >= Wednesday.AddDays(-16))], Wednesday));
        Assert.Null(WeekForecast.Make([], Wednesday));
    }

    [Theory]
    [InlineData(60, 40, 80, true)]
    [InlineData(60, 49, 80, false)]
    [InlineData(43, 41, 45, false)]
    public void Week_LowEndIsAQuarterAboveLastWeek_IsFound(int low, int lastWeek, int high, bool isFound)
    {
        var trends = new TrendReport(
            [new("model", "m", "usd", 30, 10)],
            [],
            0,
            new WeekForecast(50, (low + high) / 2, low, high, lastWeek, 8)
        );

        var found = TrendInsights.Find(trends, 0).ToList();
        Assert.Equal(isFound, found.Count == 1);
        if (isFound)
        {
            Assert.Equal("model m: $30.00 in the last 7 days, $10.00 in the 7 before", Assert.Single(found[0].Evidence).What);
        }
    }

    [Theory]
    [InlineData(0.2, 12, 30, true)]
    [InlineData(0.1, 12, 30, false)]
    [InlineData(0.2, 9, 30, false)]
    [InlineData(0.2, 12, 19, false)]
    public void Hours_ThreeHaveHalf_AreFound(double each, int days, int dollars, bool isFound)
    {
        var hours = Enumerable
            .Range(0, 24)
            .Select(hour => new HourShare(hour, hour is 23 or 0 or 1 ? each : (1 - (3 * each)) / 21))
            .ToList();

        var found = TrendInsights.Find(new TrendReport([], hours, days, Week: null), dollars).ToList();
        Assert.Equal(
            isFound ? ["60% of the cost of the last four weeks falls between 23:00 and 2:00."] : [],
            found.Select(insight => insight.Says)
        );
    }

    private static List<(DateTime At, decimal Cost)> Costs(Func<int, decimal> dollarsAnHour)
    {
        var monday = new DateTime(2026, 11, 23, 0, 0, 0, DateTimeKind.Unspecified);
        return
        [
            .. from week in Enumerable.Range(0, 7)
            from day in Enumerable.Range(0, 5)
            from hour in Enumerable.Range(9, 8)
            let at = monday.AddDays((-7 * week) + day).AddHours(hour)
            where at < Wednesday
            select (at, dollarsAnHour(week)),
        ];
    }
}
