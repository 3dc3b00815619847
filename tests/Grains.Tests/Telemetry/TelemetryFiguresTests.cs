using ToolTime.Grains.Privacy;
using ToolTime.Grains.Telemetry;
using ToolTime.Names;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Tests.Telemetry;

public sealed class TelemetryFiguresTests
{
    private static readonly DateOnly Day = new(2026, 11, 24);
    private static readonly AppName App = AppName.Parse("cli");
    private static readonly TaskEvent Work = new() { Version = "1.0", Outcome = TaskOutcome.Success };

    [Fact]
    public void Write_ADayAndAWeek_DifferBySums()
    {
        var rows = Devices(12)
            .SelectMany(device =>
                new[] { Row(device, Startup("1.0"), 2), Row(device, Work with { PromptTokens = 100, CostMicroUsd = 12_345 }) }
            );
        var (day, week) = (Write(rows), Write(rows, withSums: false));
        Assert.Equal(
            (12, 24, 12, 1_200, 0.15),
            (day.Devices, day.Startups, day.Tasks.Total, day.Tasks.Tokens.Prompt, day.Tasks.CostUsd.Total)
        );
        Assert.Equal(Json(week), Json(day with { Startups = null, Tasks = week.Tasks }));
        Assert.Equal(
            (null, null, null, 1.0, 0.012),
            (week.Startups, week.Tasks.Total, week.Tasks.CostUsd.Total, week.Tasks.SuccessRate, week.Tasks.CostUsd.P50)
        );
    }

    [Theory]
    [InlineData(0, 40L)]
    [InlineData(1, null)]
    [InlineData(9, null)]
    [InlineData(10, 40L)]
    public void Write_TasksWhoseEndIsNotKnown_GiveNobodyAway(int unknown, long? succeeded)
    {
        var rows = Devices(20)
            .SelectMany(device => new[] { Row(device, Work), Row(device, Work with { Iterations = 1 }) })
            .Concat(Devices(unknown).Select(device => Row(device, Work with { Outcome = null })));
        var figures = Write(rows);
        Assert.Equal((succeeded, 1.0), (figures.Tasks.Succeeded, figures.Tasks.SuccessRate));
        Assert.Equal(40 + unknown, figures.Tasks.Total);
    }

    [Fact]
    public void Write_EachFigure_HasItsOwnDevicesBehindIt()
    {
        var rows = Devices(30)
            .SelectMany(
                (device, number) =>
                    new[]
                    {
                        Row(device, Startup(number < 9 ? "2.0" : "1.0")),
                        Row(device, number < 9 ? Work with { DurationMs = 5, Model = "claude-sonnet-4-5" } : Work with { Iterations = 2 }),
                    }
            );
        var figures = Write(rows);
        Assert.Equal((30, null, 2.0), (figures.Devices, figures.Tasks.DurationMs.P50, figures.Tasks.Iterations.P50));
        Assert.Equal(["1.0"], figures.Versions.Select(version => version.Name));
        Assert.Empty(figures.Models);
    }

    [Fact]
    public void Write_NinthDeciles_NeedFiftyDevices()
    {
        TelemetryQuantiles Iterations(int devices) =>
            Write(Devices(devices).Select((device, number) => Row(device, Work with { Iterations = number }))).Tasks.Iterations;
        Assert.Equal(new() { P50 = 24 }, Iterations(49));
        Assert.Equal(new() { P50 = 24, P90 = 44 }, Iterations(50));
    }

    [Fact]
    public void Write_ManyVersionsThatFewHave_CountAsOther()
    {
        var rows = Devices(SeenNames.Capacity + 500)
            .Select((device, number) => Row(device, Startup(number % 100 == 0 ? "1.0" : $"9.{number}")));
        var tally = Tally(rows.OrderBy(row => row.Device.Value), 1);
        Assert.InRange(tally.Names.In(TelemetryDimension.Version).Count, SeenNames.Capacity, SeenNames.Capacity + 1);
        var figures = new TelemetryFigures(tally, new(10), withSums: true).Write(App, Window());
        Assert.Equal(105, figures.Versions.Single(version => version.Name == "1.0").Devices);
        Assert.Contains(figures.Versions, version => version.Name == "other");
    }

    [Fact]
    public void Write_OnlyShares_MakesNoDevice()
    {
        var figures = Write(Devices(10).Select(device => Row(device, new ShareEvent { Version = "1.0", Action = ShareAction.Opened }, 3)));
        Assert.Equal(
            (null, 30, 10, null),
            (figures.Devices, figures.Shares.Opened, figures.Shares.OpenedDevices, figures.Shares.Downloaded)
        );
    }

    [Fact]
    public void Write_ANameThatIsBlockedMeanwhile_IsOther()
    {
        var rows = Devices(10).Select(device => Row(device, Work with { Model = "claude-sonnet-4-5", Brand = "acme" }));
        var tally = new TelemetryTally(NameList.Shipped.With(OperatorNames.Parse("block model claude-sonnet-4-5")), []);
        foreach (var row in rows)
        {
            tally.Add(row);
        }

        tally.EndRange();
        var figures = new TelemetryFigures(tally, new(10), withSums: true).Write(App, Window());
        Assert.Equal(("other", "other"), (figures.Models.Single().Name, figures.Brands.Single().Name));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Add_InAnyNumberOfRanges_GivesTheSame(int ranges)
    {
        var random = new Random(20261124);
        var rows = Devices(200)
            .SelectMany(device => Enumerable.Range(0, random.Next(1, 6)).Select(_ => Row(device, Random(random))))
            .OrderBy(row => row.Device.Value)
            .ToList();
        Assert.Equal(Json(Write(rows)), Json(new TelemetryFigures(Tally(rows, ranges), new(10), withSums: true).Write(App, Window())));
    }

    [Fact]
    public void ListDue_DaysWeeksAndFours_ComeWhenTheyAreOver()
    {
        var monday = new DateOnly(2026, 11, 2);
        var final = new HashSet<(AppName, TelemetryPeriod)>();
        var schedule = new TelemetrySchedule([(App, monday), (App, monday.AddDays(27))], final);
        var due = schedule.ListDue(new(2026, 11, 30, 0, 5, 0, TimeSpan.Zero)).Distinct().ToList();

        Assert.Equal(
            ["day:2026-11-02", "day:2026-11-29", "week:2026-W45", "week:2026-W48", "4w:2026-W45"],
            due.Select(due => due.Period.ToString())
        );
        final.UnionWith(due);
        Assert.Null(schedule.FindDayToPurge(monday));
        Assert.Equal((App, monday), schedule.FindDayToPurge(monday.AddDays(1)));
        final.Remove((App, TelemetryPeriod.Parse("4w:2026-W45")));
        Assert.Null(schedule.FindDayToPurge(monday.AddDays(90)));
        Assert.Equal("4w:2026-W45", Assert.Single(schedule.ListDue(new(2026, 11, 30, 0, 5, 0, TimeSpan.Zero)).Distinct()).Period.ToString());
        Assert.Empty(schedule.ListDue(new(2026, 11, 30, 0, 4, 59, TimeSpan.Zero)));
    }

    private static TelemetryEvent Random(Random random) =>
        random.Next(3) switch
        {
            0 => Startup($"1.{random.Next(3)}"),
            1 => new ShareEvent { Version = "1.0", Action = (ShareAction)random.Next(2) },
            _ => Work with
            {
                Version = $"1.{random.Next(3)}",
                Outcome = random.Next(3) switch
                {
                    0 => null,
                    1 => TaskOutcome.Error,
                    _ => TaskOutcome.Success,
                },
                Iterations = random.Next(100),
                CostMicroUsd = random.Next(2) == 0 ? null : random.Next(1_000_000),
                Model = random.Next(2) == 0 ? "claude-sonnet-4-5" : "gpt-5",
            },
        };

    private static string Json(TelemetryDocument document) =>
        System.Text.Json.JsonSerializer.Serialize(document, TelemetryJson.Default.TelemetryDocument);

    private static StartupEvent Startup(string version) => new() { Version = version, System = "linux" };

    private static IEnumerable<DeviceHash> Devices(int count) =>
        Enumerable.Range(0, count).Select(number => DeviceHash.Derive(new byte[32], App, $"device-{number}"));

    private static TelemetryRow Row(DeviceHash device, TelemetryEvent reported, long count = 1) => new(device, Day, count, reported);

    private static TelemetryDocument Write(IEnumerable<TelemetryRow> rows, bool withSums = true) =>
        new TelemetryFigures(Tally(rows, 1), new Threshold(10), withSums).Write(App, Window());

    private static TelemetryTally Tally(IEnumerable<TelemetryRow> rows, int ranges)
    {
        var tally = new TelemetryTally(NameList.Shipped, []);
        foreach (var range in rows.GroupBy(row => (int)(row.Device.Value >> 112) * ranges / 65_536).OrderBy(range => range.Key))
        {
            foreach (var row in range)
            {
                tally.Add(row);
            }

            tally.EndRange();
        }

        return tally;
    }

    private static TelemetryWindow Window() =>
        ServedTelemetry.WindowOf(TelemetryPeriod.Containing(TelemetryWindowKind.Day, Day), 10, simulated: false);
}
