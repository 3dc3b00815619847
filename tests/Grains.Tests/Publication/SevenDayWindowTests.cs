using System.Globalization;
using ToolTime.Calendar;
using ToolTime.Grains.Publication;

namespace ToolTime.Grains.Tests.Publication;

public sealed class SevenDayWindowTests
{
    /// <summary>An epoch begins on 2026-11-02 and on 2026-11-30.</summary>
    [Theory]
    [InlineData("2026-11-08", "2026-11-02 2026-11-08")]
    [InlineData("2026-11-29", "2026-11-23 2026-11-29")]
    [InlineData("2026-11-30", "2026-11-30 2026-11-30", "2026-11-23 2026-11-29")]
    [InlineData("2026-12-05", "2026-11-30 2026-12-05", "2026-11-23 2026-11-29")]
    [InlineData("2026-12-06", "2026-11-30 2026-12-06")]
    public void CandidatesOn_EachDay_AreOfOneEpoch(string today, params string[] expected)
    {
        var candidates = SevenDayWindow.CandidatesOn(DateOnly.Parse(today, CultureInfo.InvariantCulture));
        Assert.Equal(expected, candidates.Select(days => $"{days.FirstDay:yyyy-MM-dd} {days.LastDay:yyyy-MM-dd}"));
        Assert.All(candidates, days => Assert.Equal(Epoch.Containing(days.FirstDay), Epoch.Containing(days.LastDay)));
    }
}
