using System.Globalization;

namespace ToolTime.Silo.Tests.Faults;

/// <summary>
/// Cells that arrive late, twice, and newer before older, over four weeks, each published at its end and for the last time.
/// </summary>
public class ArrivalOrderTests : ServerTest
{
    private const int Revisions = 3;
    private const int HalfDaysUntilTooOld = 14;

    private static readonly DateOnly FirstMonday = new(2026, 11, 9);
    private static readonly int Submitters = Extent.Choose(4, whenLong: 200);

    private readonly ArrivalModel _model = new();

    [Fact]
    public async Task Submit_CellsInAnyOrderAcrossWeeks_IsAnsweredAndPublishedAsTheModelSays()
    {
        var chance = Extent.Chance();
        var arrivals = Arrivals(chance).ToLookup(arrival => arrival.HalfDay);
        await using var server = await StartAsync(At(0), [.. RunningServer.ExactLimits(minimum: 1), "--Ingestion:PerTokenPerDay", "0"]);
        var statuses = new HashSet<string>();
        for (var halfDay = 0; halfDay <= 2 * (28 + 9); halfDay++)
        {
            server.SetClock(At(halfDay));
            if (chance.Next(25) == 0)
            {
                await server.StopAsync();
                await server.StartAsync();
            }

            await MaintainAsync(server, At(halfDay));
            foreach (var (submitter, cells) in Submissions(arrivals[halfDay], chance))
            {
                var expected = _model.Answer(submitter, cells);
                Assert.Equal(expected, await SendAsync(server, submitter, cells));
                statuses.Add(expected.Split(' ')[0]);
            }
        }

        Assert.Superset(new HashSet<string> { "ok", "duplicate" }, statuses);
        Assert.Equal(0, (await server.RunVerbHereAsync("rebuild", "--verify")).ExitCode);
    }

    private static DateTimeOffset At(int halfDay) => new(FirstMonday.AddDays(halfDay / 2), new(halfDay % 2 * 12, 30), TimeSpan.Zero);

    /// <summary>Each revision of each day's cell arrives once or twice, at any time from that day until it would be too old.</summary>
    private static IEnumerable<Arrival> Arrivals(Random chance) =>
        from submitter in Enumerable.Range(0, Submitters)
        from day in Enumerable.Range(0, 28)
        from revision in Enumerable.Range(1, Revisions)
        from copy in Enumerable.Range(0, 1 + (chance.Next(4) == 0 ? 1 : 0))
        select new Arrival(
            submitter,
            new(FirstMonday.AddDays(day), revision, (10 * revision) + (day % 7)),
            (2 * day) + chance.Next(HalfDaysUntilTooOld)
        );

    /// <summary>What arrives together, one to three days per submission, never two of one day or of two epochs.</summary>
    private static IEnumerable<(int Submitter, IReadOnlyList<ArrivalModel.Cell> Cells)> Submissions(
        IEnumerable<Arrival> arrivals,
        Random chance
    )
    {
        var shuffled = arrivals.ToArray();
        chance.Shuffle(shuffled);
        var epochStart = new DateOnly(2026, 11, 30);
        return shuffled
            .GroupBy(arrival => (arrival.Submitter, IsNextEpoch: arrival.Cell.Day >= epochStart, Part: chance.Next(2)))
            .SelectMany(group => group.GroupBy(arrival => arrival.Cell.Day).SelectMany(day => day.Index()).GroupBy(item => item.Index))
            .Select(batch => (batch.First().Item.Submitter, (IReadOnlyList<ArrivalModel.Cell>)[.. batch.Select(item => item.Item.Cell)]));
    }

    private static async Task<string> SendAsync(RunningServer server, int submitter, IReadOnlyList<ArrivalModel.Cell> cells)
    {
        var report = Reports.Cell(submitter, Text(cells[0].Day), cells[0].Calls, cells[0].Revision);
        foreach (var cell in cells.Skip(1))
        {
            var other = Reports.Cell(submitter, Text(cell.Day), cell.Calls, cell.Revision);
            report["days"]!.AsArray().Add(other["days"]![0]!.DeepClone());
        }

        using var response = await server.PostJsonAsync("/v1/api/submit", report);
        return ArrivalModel.Read(await RunningServer.ReadJsonAsync(response));
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// A week is published on the Monday after it and, when its reports are no longer accepted, on the Tuesday a week later.
    /// </summary>
    private async Task MaintainAsync(RunningServer server, DateTimeOffset now)
    {
        var published = (await server.RunMaintenanceAsync())["published"]!
            .AsArray()
            .Select(window => (string)window!)
            .Where(window => !window.StartsWith("4w", StringComparison.Ordinal))
            .ToList();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        DateOnly? monday = (now.DayOfWeek, now.Hour) switch
        {
            (DayOfWeek.Monday, 0) when today > FirstMonday => today.AddDays(-7),
            (DayOfWeek.Tuesday, 0) when today > FirstMonday.AddDays(14) => today.AddDays(-15),
            _ => null,
        };
        Assert.Equal(monday is null ? 0 : 1, published.Count);
        if (monday is { } week)
        {
            var stats = await server.GetStatsAsync($"week={published[0]}");
            Assert.Equal(
                (Text(week), now.DayOfWeek == DayOfWeek.Tuesday),
                ((string?)stats["window"]!["from"], (bool)stats["window"]!["final"]!)
            );
            var (submitters, calls) = _model.Week(week);
            Assert.Equal(
                (submitters, Reports.AsPublished(calls)),
                stats["tools"]!.AsArray().FirstOrDefault() is { } bash
                    ? ((int)bash["unique_submitters"]!, (long)bash["total_calls"]!)
                    : default
            );
        }
    }

    private sealed record Arrival(int Submitter, ArrivalModel.Cell Cell, int HalfDay);
}
