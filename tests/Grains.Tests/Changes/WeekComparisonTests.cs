using ToolTime.Changes;
using ToolTime.Grains.Changes;
using ToolTime.Grains.Tests.Publication;
using ToolTime.Names;

namespace ToolTime.Grains.Tests.Changes;

public sealed class WeekComparisonTests
{
    [Fact]
    public void Compare_OneWeek_HasNothingToCompare() => Assert.Empty(Compare(Users(bash: 20)));

    [Fact]
    public void Compare_EqualWeeks_SayNothing() => Assert.Empty(Assert.Single(Compare(Users(bash: 20), Users(bash: 20))).Changes);

    [Fact]
    public void Compare_ANameThatComes_IsNewOnce()
    {
        var weeks = Compare(Users(bash: 20), Users(bash: 20, read: 12), Users(bash: 20), Users(bash: 20, read: 12));

        Assert.Equal(
            new NameChange
            {
                Kind = "new",
                Dimension = "tool",
                Name = "Read",
                Before = null,
                After = 0.6,
            },
            Assert.Single(weeks[0].Changes)
        );
        Assert.Empty(weeks[1].Changes);
        Assert.Empty(weeks[2].Changes);
    }

    [Theory]
    [InlineData(100, 15, 22, false)]
    [InlineData(100, 15, 60, true)]
    [InlineData(100, 60, 15, true)]
    [InlineData(20, 10, 15, false)]
    public void Compare_Adoption_IsSaidBeyondItsInterval(int submitters, int before, int after, bool isSaid)
    {
        var weeks = Compare(Users(submitters, before), Users(submitters, after));

        Assert.Equal(isSaid, Assert.Single(weeks).Changes.Any(change => change is { Kind: "adoption", Name: "Read" }));
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Compare_ErrorRates_AreSaidFromFivePointsOn(int errors, bool isSaid)
    {
        var weeks = Compare(Failing(10), Failing(10 + errors));

        Assert.Equal(
            isSaid
                ?
                [
                    new NameChange
                    {
                        Kind = "errors",
                        Dimension = "tool",
                        Name = "Bash",
                        Before = 0.1,
                        After = (10 + errors) / 100.0,
                    },
                ]
                : [],
            Assert.Single(weeks).Changes
        );
    }

    [Theory]
    [InlineData(19)]
    [InlineData(40)]
    public void Compare_ErrorRatesThatVaryMoreThanTheyMove_AreNotSaid(int submitters)
    {
        // Medians of 10% and 20% among rates from 0 to 60%; with 19 submitters no quartiles are published.
        Crowd Rates(int median) => new Crowd().With(submitters, person => [
                    Given.Tool(
                        "Bash",
                        100,
                        100,
                        (person * 7 % 5) switch
                        {
                            0 or 1 => 0,
                            2 => median,
                            _ => 60,
                        }
                    ),
                ]);

        Assert.Empty(Assert.Single(Compare(Rates(10), Rates(20))).Changes);
    }

    [Fact]
    public void Compare_AWeekWithTheOldAndTheNewName_IsComparedWithNone()
    {
        var names = NameList.Shipped.With(OperatorNames.Parse("rename tool Grep Read"));
        Crowd Users(int old, int current) =>
            new Crowd()
                .With(old, Given.Tool("Bash", 1), Given.Tool("Grep", 1))
                .With(current, Given.Tool("Bash", 1), Given.Tool("Read", 1))
                .With(100 - old - current, Given.Tool("Bash", 1));

        Assert.All(Compare(names, Users(60, 0), Users(45, 15), Users(0, 60)), week => Assert.Empty(week.Changes));
    }

    [Fact]
    public void Compare_OfManyWeeks_SaysTheSameAsOfTheirEnd()
    {
        Crowd[] weeks = [.. Enumerable.Range(0, 60).Select(week => Users(20, week is < 6 or 8 or 20 or 50 or 55 ? 12 : 0))];

        var all = Compare(weeks);
        var end = Compare(weeks[7..]);
        Assert.Equal(all.TakeLast(26).Select(Text), end.TakeLast(26).Select(Text));
        Assert.Contains(all.TakeLast(26), week => week.Changes.Count > 0);
    }

    private static string Text(WeekChanges week) => string.Join(' ', week.Changes);

    [Fact]
    public void Compare_ABlockedName_IsLeftOut()
    {
        var blocked = NameList.Shipped.With(OperatorNames.Parse("block tool Read"));
        var weeks = Compare(blocked, Users(bash: 20), Users(bash: 20, read: 12));

        Assert.Empty(Assert.Single(weeks).Changes);
    }

    private static Crowd Users(int bash, int read = 0) =>
        new Crowd().With(read, Given.Tool("Bash", 2), Given.Tool("Read", 1)).With(bash - read, Given.Tool("Bash", 2));

    private static Crowd Failing(int errors) => new Crowd().With(20, Given.Tool("Bash", 100, 100, errors));

    private static IReadOnlyList<WeekChanges> Compare(params Crowd[] weeks) => Compare(Given.Names, weeks);

    private static IReadOnlyList<WeekChanges> Compare(NameList names, params Crowd[] weeks) =>
        [.. WeekComparison.Compare([.. weeks.Index().Select(week => week.Item.Published(Given.Monday.AddDays(7 * week.Index)))], names)];
}
