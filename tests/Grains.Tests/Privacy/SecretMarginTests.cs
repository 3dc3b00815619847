using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class SecretMarginTests
{
    private static readonly PrivacyOptions Strict = new();
    private static readonly CellKey[] Cells =
        [.. Enumerable.Range(0, 5_000).Select(number => new CellKey(number % 2 == 0 ? null : AgentClient.Codex, new(Dimension.Tool, $"tool-{number}")))];

    [Fact]
    public void Of_ManyCells_IsTheSumOfTwoEvenDraws()
    {
        var often = Cells.CountBy(cell => SecretMargin.Of(Given.Secret, cell, Given.Week, Strict)).ToDictionary();
        Assert.Equal(Enumerable.Range(0, 45), often.Keys.Order());
        Assert.All(often, margin =>
        {
            // Twenty-seven draws of an epoch and nineteen of a week.
            var expected = Cells.Length * Math.Min(Math.Min(margin.Key + 1, 19), 45 - margin.Key) / 513.0;
            Assert.InRange(margin.Value, expected - (4 * Math.Sqrt(expected)), expected + (4 * Math.Sqrt(expected)));
        });
    }

    [Fact]
    public void Of_OneCell_IsTheSameInItsWeekAndAnotherInOthers()
    {
        Assert.All(Cells, cell => Assert.Equal(SecretMargin.Of(Given.Secret, cell, Given.Week, Strict), SecretMargin.Of(Given.Secret, cell, Given.Week, Strict)));
        Assert.InRange(Cells.Count(cell => SecretMargin.Of(Given.Secret, cell, Given.Week, Strict) != SecretMargin.Of(Given.Secret, cell, Given.Week.Next, Strict)), 4_680, 4_800);
    }

    [Fact]
    public void Of_AWeekLessItsSevenDays_IsTheDifferenceOfTwoEvenDraws()
    {
        var days = SevenDays.EndingBy(Given.Week.LastDay.AddDays(-1));
        var often = Cells.CountBy(cell => SecretMargin.Of(Given.Secret, cell, Given.Week, Strict) - SecretMargin.Of(Given.Secret, cell, days, Strict)).ToDictionary();
        Assert.All(Enumerable.Range(-18, 37), difference =>
        {
            var expected = Cells.Length * (19 - Math.Abs(difference)) / 361.0;
            Assert.InRange(often.GetValueOrDefault(difference), expected - (4 * Math.Sqrt(expected)), expected + (4 * Math.Sqrt(expected)));
        });
        Assert.InRange(often.Keys.Max(Math.Abs), 16, 18);
    }

    [Fact]
    public void Of_AnotherSecret_IsAnother()
    {
        var other = new PublicationSecret(new byte[PublicationSecret.Length]);
        Assert.InRange(Cells.Count(cell => SecretMargin.Of(Given.Secret, cell, Given.Week, Strict) != SecretMargin.Of(other, cell, Given.Week, Strict)), 4_820, 4_930);
    }

    /// <summary>Who knows how far a number of submitters is off knows nothing of how far a rate is, nor of one rate from another.</summary>
    [Fact]
    public void SecretDrawsOf_ManyCells_AreEachDrawnForThemselves()
    {
        var days = SevenDays.EndingBy(Given.Week.LastDay.AddDays(-1));
        var draws = Cells.SelectMany(cell => new[] { SecretDraws.Of(Given.Secret, cell, Given.Week, Strict), SecretDraws.Of(Given.Secret, cell, days, Strict) }).ToList();
        Assert.All(draws, draw => Assert.All([draw.Margin, draw.OfErrors, draw.OfRejections], margin => Assert.InRange(margin, 0, Strict.LargestMargin)));

        // Of two such margins about one pair in 35 is alike by chance.
        Assert.InRange(draws.Count(draw => draw.Margin == draw.OfErrors), 200, 400);
        Assert.InRange(draws.Count(draw => draw.OfErrors == draw.OfRejections), 200, 400);
    }

    [Fact]
    public void OffsetOf_ManyCells_IsSpreadAndKnowsNoWeek()
    {
        var often = Cells.CountBy(cell => Rounding.OffsetOf(Given.Secret, cell, Strict)).ToDictionary();
        Assert.Equal(Enumerable.Range(0, 5), often.Keys.Order());
        Assert.All(often.Values, count => Assert.InRange(count, 850, 1_150));
    }
}
