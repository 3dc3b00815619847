using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>Medians of rates in tables of all clients and of one, of a week and of seven days: each is told where it is steady itself.</summary>
public sealed class SteadyMediansTests
{
    private static readonly PrivacyOptions Limits = new() { LargestMargin = 0, MatureDays = 1, MatureAge = TimeSpan.Zero };
    private static readonly SevenDays Days = SevenDays.Parse("2026-11-09");

    /// <summary>Of sixty people with one client half never fail and half always do; all others are alike.</summary>
    [Fact]
    public void Tell_OneClientWhosePeopleAreFarApart_HidesItsMedianAlone()
    {
        var tally = new WeekTally();
        for (var number = 0; number < 260; number++)
        {
            var client = number < 60 ? AgentClient.ClaudeCode : AgentClient.Codex;
            tally.Add([Given.Cell(Given.Monday, client, Bash(number < 30 ? 0 : number < 60 ? 10 : 1))]);
        }

        var told = new PublicationRules(Limits, Given.Names, Given.Secret).Tell(Given.Week, tally).ToDictionary(cell => (cell.Key.Client, cell.Key.Name.Name), cell => cell.Figures);
        Assert.Equal(
            [0.1, null, 0.1],
            new[] { (AgentClient?)null, AgentClient.ClaudeCode, AgentClient.Codex }.Select(client => told[(client, "Bash")].ErrorRateMedian));
        Assert.NotNull(told[(AgentClient.ClaudeCode, "Bash")].CallsMedian);
    }

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(3, null)]
    public void Tell_SevenDays_HaveAMedianWhereTwentyCannotMoveIt(int errorsOfOthers, double? median)
    {
        var renewal = new Renewal(Days, null, [], PublicationOptions.DueAt, Given.Secret, Limits);
        var rules = new SevenDayRules(Days, [], renewal, Limits.ForSevenDays(), Given.Names, Given.Secret);
        var tally = new WeekTally();
        var hour = new DateTimeOffset(Days.FirstDay, new(20, 0), TimeSpan.Zero);
        for (var number = 0; number < 80; number++)
        {
            var row = Given.Cell(Days.FirstDay, AgentClient.ClaudeCode, Bash(number < 45 ? 1 : errorsOfOthers)) with { ReceivedHour = hour };
            rules.Count(tally, new(SubmitterId.Of(Days.Epoch, $"{number}"), [row]) { ReceivedHours = [hour] }, PublicationOptions.DueAt(Days.LastDay));
        }

        var told = rules.TellInSteps(tally).SelectMany(step => step).Single(cell => cell.Key.Name.Name == "Bash");
        Assert.Equal(median, told.Figures!.ErrorRateMedian);
        Assert.Equal(10, told.Figures.CallsMedian);
    }

    private static UsageCount Bash(int errors) => Given.Tool("Bash", 10, 10, errors);
}
