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
        Assert.Equal(Enumerable.Range(0, 49), often.Keys.Order());
        Assert.All(often, margin =>
        {
            // Twenty-nine draws of an epoch and twenty-one of a week.
            var expected = Cells.Length * Math.Min(Math.Min(margin.Key + 1, 21), 49 - margin.Key) / 609.0;
            Assert.InRange(margin.Value, expected - (4 * Math.Sqrt(expected)), expected + (4 * Math.Sqrt(expected)));
        });
    }

    [Fact]
    public void Of_OneCell_IsTheSameInItsWeekAndAnotherInOthers()
    {
        Assert.All(Cells, cell => Assert.Equal(SecretMargin.Of(Given.Secret, cell, Given.Week, Strict), SecretMargin.Of(Given.Secret, cell, Given.Week, Strict)));
        Assert.InRange(Cells.Count(cell => SecretMargin.Of(Given.Secret, cell, Given.Week, Strict) != SecretMargin.Of(Given.Secret, cell, Given.Week.Next, Strict)), 4_700, 4_820);
    }

    [Fact]
    public void Of_AWeekLessItsSevenDays_IsTheDifferenceOfTwoEvenDraws()
    {
        var days = SevenDays.EndingBy(Given.Week.LastDay.AddDays(-1));
        var often = Cells.CountBy(cell => SecretMargin.Of(Given.Secret, cell, Given.Week, Strict) - SecretMargin.Of(Given.Secret, cell, days, Strict)).ToDictionary();
        Assert.All(Enumerable.Range(-20, 41), difference =>
        {
            var expected = Cells.Length * (21 - Math.Abs(difference)) / 441.0;
            Assert.InRange(often.GetValueOrDefault(difference), expected - (4 * Math.Sqrt(expected)), expected + (4 * Math.Sqrt(expected)));
        });
        Assert.InRange(often.Keys.Max(Math.Abs), 17, 20);
    }

    [Fact]
    public void Of_AnotherSecret_IsAnother()
    {
        var other = new PublicationSecret(new byte[PublicationSecret.Length]);
        Assert.InRange(Cells.Count(cell => SecretMargin.Of(Given.Secret, cell, Given.Week, Strict) != SecretMargin.Of(other, cell, Given.Week, Strict)), 4_830, 4_940);
    }

    /// <summary>Who knows how far a number of submitters is off knows nothing of how far a rate is, nor of one rate from another.</summary>
    [Fact]
    public void SecretDrawsOf_ManyCells_AreEachDrawnForThemselves()
    {
        var days = SevenDays.EndingBy(Given.Week.LastDay.AddDays(-1));
        var draws = Cells.SelectMany(cell => new[] { SecretDraws.Of(Given.Secret, cell, Given.Week, Strict), SecretDraws.Of(Given.Secret, cell, days, Strict) }).ToList();
        Assert.All(draws, draw => Assert.All([draw.Margin, draw.OfErrors, draw.OfRejections], margin => Assert.InRange(margin, 0, Strict.LargestMargin)));

        // Of two such margins about one in 38 is alike by chance.
        Assert.InRange(draws.Count(draw => draw.Margin == draw.OfErrors), 200, 400);
        Assert.InRange(draws.Count(draw => draw.OfErrors == draw.OfRejections), 200, 400);
    }

    /// <summary>A week and seven days of it, two days' seven days, a name and its table of one client: what stays of their margins is one, and the rest is not.</summary>
    [Fact]
    public void Of_OtherLooksAtOneName_SharesWhatStaysAlone()
    {
        var days = SevenDays.EndingBy(Given.Week.LastDay.AddDays(-2));
        var next = SevenDays.EndingBy(Given.Week.LastDay.AddDays(-1));
        Assert.NotEqual(days, next);
        Assert.All((string[])["margin", "errors", "rejections", "renewal"], purpose => Assert.All(
            (Func<CellKey, int>[])
            [
                cell => SecretMargin.Of(Given.Secret, cell, days, Strict, purpose),
                cell => SecretMargin.Of(Given.Secret, cell with { Client = AgentClient.OpenCode }, Given.Week, Strict, purpose),
                cell => SecretMargin.Of(Given.Secret, cell, Given.Week.Next, Strict, purpose),
            ],
            look =>
            {
                var differences = Cells.Select(cell => look(cell) - SecretMargin.Of(Given.Secret, cell, next, Strict, purpose)).ToList();
                Assert.All(differences, difference => Assert.InRange(difference, -20, 20));
                Assert.InRange(differences.Count(difference => difference == 0), 180, 300);
            }));
    }

    /// <summary>Whether a name appears, for all clients or for one, is decided by one number.</summary>
    [Fact]
    public void OfMinimums_AllCellsOfAName_AreRaisedByOneMargin()
    {
        var days = SevenDays.EndingBy(Given.Week.LastDay.AddDays(-1));
        Assert.All(Cells, cell =>
        {
            Assert.Equal(SecretMargin.Of(Given.Secret, cell with { Client = null }, Given.Week, Strict), SecretMargin.OfMinimums(Given.Secret, cell, Given.Week, Strict));
            Assert.Equal(SecretMargin.Of(Given.Secret, cell with { Client = null }, days, Strict), SecretMargin.OfMinimums(Given.Secret, cell, days, Strict));
        });
    }

    [Fact]
    public void OffsetOf_ManyCells_IsSpreadAndKnowsNoWeek()
    {
        var often = Cells.CountBy(cell => Rounding.OffsetOf(Given.Secret, cell, Strict)).ToDictionary();
        Assert.Equal(Enumerable.Range(0, 5), often.Keys.Order());
        Assert.All(often.Values, count => Assert.InRange(count, 850, 1_150));
    }
}
