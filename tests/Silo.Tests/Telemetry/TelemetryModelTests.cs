using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests.Telemetry;

/// <summary>
/// Five thousand random events over the end of a day, a week and an epoch, with duplicates and deletions, and a restore from a backup in
/// the middle: every figure that the server publishes equals the plain model's.
/// </summary>
public class TelemetryModelTests : ServerTest
{
    private const int Events = 5_000;
    private const int Devices = 160;
    private const int Senders = 16;

    /// <summary>The last Saturday of an epoch.</summary>
    private static readonly DateTime First = new(2026, 11, 28, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The hours of a day at which events are sent, including the first and the last.</summary>
    private static readonly double[] Hours = [0, 9.5, 9.99, 23.999];

    private readonly Random _random = new(20261128);
    private readonly TelemetryModel _model = new();
    private readonly Dictionary<string, JsonObject> _final = [];

    [Fact]
    public async Task Figures_OfRandomEvents_AreThoseOfAPlainModel()
    {
        const int Days = 5;
        var backup = "";
        var server = await StartAsync(At(First), "--Telemetry:Brands:0", "acme");
        try
        {
            for (var day = 0; day < Days; day++)
            {
                foreach (var hour in Hours)
                {
                    var now = First.AddDays(day).AddHours(hour);
                    server.SetClock(At(now));
                    await SendAsync(server, now, Events / (Days * Hours.Length));
                    await DeleteAsync(server);
                    if (day == 2 && hour == Hours[1])
                    {
                        Assert.Equal(0, (await server.RunVerbHereAsync("backup", "telemetry.gz")).ExitCode);
                        backup = Path.Combine(server.Folder, "telemetry.gz");
                        var next = await StartAsync(At(now), "--Telemetry:Brands:0", "acme");
                        Assert.Equal(0, (await next.RunVerbHereAsync("restore", backup)).ExitCode);
                        await server.DisposeAsync();
                        server = next;
                    }
                }

                await AssertFiguresAsync(server, First.AddDays(day));
            }
        }
        finally
        {
            await server.DisposeAsync();
        }

        Assert.InRange(_model.Count, Events * 7 / 10, Events);
    }

    /// <summary>Sends events, a fifth of them twice, several at a time; each is accepted.</summary>
    private async Task SendAsync(RunningServer server, DateTime now, int count)
    {
        List<SentEvent> events = [.. Enumerable.Range(0, count).Select(_ => SentEvent.Draw(_random, Devices))];
        List<SentEvent> sent = [.. events, .. events.Where(one => one.Kind == "task" && _random.Next(5) == 0)];
        sent.ForEach(one => _model.Add(now, one));
        await Parallel.ForEachAsync(sent, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (one, token) =>
        {
            using var answer = await server.PostBytesAsync($"/api/v1/telemetry/{one.Kind}", Encoding.UTF8.GetBytes(one.Body.ToJsonString()));
            Assert.Equal("""{"data":{}}""", await answer.Content.ReadAsStringAsync(token));
        });
    }

    private async Task DeleteAsync(RunningServer server)
    {
        for (var number = 0; number < 3; number++)
        {
            var device = $"device-{_random.Next(Devices + 5)}";
            using var answer = await server.PostJsonAsync("/v1/api/telemetry/delete", new JsonObject { ["device_id"] = device });
            answer.EnsureSuccessStatusCode();
            _model.Delete(device);
        }
    }

    /// <summary>Compares what is running today, and what became final with yesterday.</summary>
    private async Task AssertFiguresAsync(RunningServer server, DateTime today)
    {
        await server.RunMaintenanceAsync();
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var epoch = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        epoch = epoch.AddDays(28 * Math.Floor((today - epoch).TotalDays / 28));
        (string Window, DateTime From, int Days)[] running = [("day", today, 1), ("week", monday, 7), ("4w", epoch, 28)];
        foreach (var (window, from, days) in running)
        {
            await AssertAsync(server, $"window={window}", isFinal: false, _model.Figures(from, from.AddDays(days)));
        }

        // Five minutes after midnight the day is final, and on Sunday its week and epoch too. Earlier deletions are included; later ones
        // are not.
        server.SetClock(At(today.AddDays(1).AddMinutes(5)));
        foreach (var (window, from, days) in running.Where(period => period.From.AddDays(period.Days) == today.AddDays(1)))
        {
            _final[$"window={window}&period={LabelOf(window, from)}"] = _model.Figures(from, from.AddDays(days));
        }

        await server.RunMaintenanceAsync();
        foreach (var (query, figures) in _final)
        {
            await AssertAsync(server, query, isFinal: true, figures);
        }
    }

    private static async Task AssertAsync(RunningServer server, string query, bool isFinal, JsonObject expected)
    {
        var text = await server.Client.GetStringAsync(new Uri($"/v1/api/telemetry/cli?{query}", UriKind.Relative));
        var figures = JsonNode.Parse(text)!.AsObject();
        Assert.Equal(isFinal, (bool)figures["window"]!["final"]!);
        foreach (var member in (string[])["app", "window", "series"])
        {
            figures.Remove(member);
        }

        Assert.Equal(Normal(expected), Normal(figures));
    }

    private static string Normal(JsonNode node) => string.Join('\n', Lines("", node));

    /// <summary>One line per figure, with numbers written as doubles.</summary>
    private static IEnumerable<string> Lines(string path, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Lines($"{path}/{member.Key}", member.Value)),
        JsonArray items => items.Select((item, index) => (item, index)).SelectMany(item => Lines($"{path}/{item.index}", item.item)).Prepend($"{path}: {items.Count}"),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number =>
            [$"{path} = {double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)}"],
        _ => [$"{path} = {node?.ToJsonString()}"],
    };

    private static string LabelOf(string window, DateTime from) =>
        window == "day"
            ? from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : $"{ISOWeek.GetYear(from)}-W{ISOWeek.GetWeekOfYear(from):00}";

    private static DateTimeOffset At(DateTime instant) => new(instant, TimeSpan.Zero);
}
