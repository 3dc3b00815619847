using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Publication;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>The example of seven days that docs/statistics.md works by hand, under the shipped limits.</summary>
public sealed class SevenDayExampleTests
{
    private static readonly SevenDays First = SevenDays.Parse("2026-11-09");
    private static readonly SevenDays Second = SevenDays.Parse("2026-11-10");
    private static readonly SevenDays Third = SevenDays.Parse("2026-11-11");
    private static readonly PrivacyOptions Limits = new() { MatureDays = 1, MatureAge = TimeSpan.Zero };
    private static readonly CellKey Bash = new(null, new(Dimension.Tool, "Bash"));

    /// <summary>Margins of 4 for Bash up to Monday and 6 up to Wednesday, 4 for its renewal, an offset of 3; none for everything.</summary>
    private static readonly FixedDraws Secret = new((purpose, cell, time) => (cell == Bash, purpose, time) switch
    {
        (true, "offset", _) => 3,
        (true, "lasting margin", _) => 4,
        (true, "margin of seven days", "2026-11-11") => 2,
        (true, "renewal of seven days", "2026-11-09") => 4,
        _ => 0,
    });

    [Fact]
    public void Tools_OnThreeDaysInTurn_AreWhatTheHandFound()
    {
        // Submitter number -> the day of its report. The first eight used Bash on the first day of the first window only.
        var reports = Enumerable.Range(0, 62).ToDictionary(number => number, number => number < 8 ? First.FirstDay : First.FirstDay.AddDays(4));

        var first = Publish(First, null, reports);
        Assert.Equal((55, 2_000, null, 50L), Row(first));

        // Eight have left and five have come: thirteen, and fourteen are needed, ten and the margin of its renewal.
        AddOn(reports, 62, 5, Second.LastDay);
        var second = Publish(Second, first, reports);
        Assert.Equal((55, 2_000, First.LastDay, 50L), Row(second));

        // With one more, fourteen have: renewed.
        AddOn(reports, 67, 1, Third.LastDay);
        var third = Publish(Third, second, reports);
        Assert.Equal((50, 3_000, null, 50L), Row(third));
        Assert.Equal([First, First, Third], new[] { first, second, third }.Select(publication => publication.Cells.Single(cell => cell.Key == Bash).Days));
    }

    private static void AddOn(Dictionary<int, DateOnly> reports, int first, int count, DateOnly day)
    {
        foreach (var number in Enumerable.Range(first, count))
        {
            reports.Add(number, day);
        }
    }

    private static (long, long?, DateOnly?, long) Row(SevenDayPublication publication)
    {
        var document = System.Text.Json.JsonSerializer.Deserialize(publication.Body.AsSpan(), StatsJson.Default.StatsDocument)!;
        var bash = Assert.Single(document.Tools);
        return (bash.UniqueSubmitters, bash.TotalCalls, bash.AsOf, document.Window.MinimumSubmitters);
    }

    private static SevenDayPublication Publish(SevenDays days, SevenDayPublication? before, Dictionary<int, DateOnly> reports)
    {
        var shown = before?.Cells ?? [];
        var renewal = new Renewal(days, before?.Since, shown, PublicationOptions.DueAt, Secret, Limits);
        var rules = new SevenDayRules(days, shown, renewal, Limits.ForSevenDays(), Given.Names, Secret);
        var tally = new WeekTally();
        foreach (var (number, day) in reports.Where(report => report.Value <= days.LastDay))
        {
            var hour = new DateTimeOffset(day, new(20, 0), TimeSpan.Zero);
            var row = Given.Cell(day, AgentClient.ClaudeCode, Given.Tool("Bash", number == 0 ? 100 : number < 62 ? 30 : 200)) with { ReceivedHour = hour };
            rules.Count(tally, new(SubmitterId.Of(days.Epoch, $"{number}"), [row]) { ReceivedHours = [hour] }, PublicationOptions.DueAt(days.LastDay));
        }

        List<SevenDayCell> cells = [.. rules.TellInSteps(tally).SelectMany(step => step)];
        return new PublicationBuilder(Limits.ForSevenDays(), Given.Names, simulated: false).SevenDays(days, before?.Since ?? days, cells, PublicationOptions.DueAt(days.LastDay));
    }
}
