using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests;

/// <summary>
/// What the public client does: on each day on which it is used, it uploads the totals of the last seven days, counted from its own events.
/// Days differ greatly, and some are idle.
/// </summary>
public class SnapshotWeeksTests : ServerTest
{
    private const int Weeks = 8;
    private const int People = 20;

    private static readonly DateOnly FirstMonday = new(2026, 8, 31);

    [Fact]
    public async Task Stats_EightWeeksOfDailySnapshots_CountEachCallAboutOnce()
    {
        var chance = new Random(20261129);

        // Lognormal with sigma 1 around 10 calls; two days of seven are idle.
        var days = Enumerable
            .Range(0, People)
            .Select(_ =>
                Enumerable
                    .Range(0, 7 * Weeks)
                    .Select(day =>
                        day % 7 >= 5 && chance.Next(2) == 0 || chance.Next(10) == 0 ? 0 : (int)Math.Round(10 * Math.Exp(Normal(chance)))
                    )
                    .ToArray()
            )
            .ToArray();
        await using var server = await StartAsync(At(0), RunningServer.ExactLimits(minimum: 1));
        var ratios = new List<double>();
        for (var day = 0; day < 7 * Weeks; day++)
        {
            server.SetClock(At(day));
            for (var person = 0; person < People; person++)
            {
                await UploadAsync(server, person, day, days[person][Math.Max(0, day - 6)..(day + 1)].Sum());
            }

            if (day % 7 == 6)
            {
                server.SetClock(At(day).AddHours(2));
                await server.RunMaintenanceAsync();
                var week = await server.GetStatsAsync();
                var expected = days.Sum(person => person[(day - 6)..(day + 1)].Sum());
                ratios.Add((double)(long)week["tools"]![0]!["total_calls"]! / expected);
            }
        }

        Assert.All(ratios, ratio => Assert.InRange(ratio, 0.85, 1.15));
        Assert.InRange(ratios.Average(), 0.95, 1.05);
    }

    /// <summary>Late in the evening.</summary>
    private static DateTimeOffset At(int day) => new(FirstMonday.AddDays(day), new(23, 0), TimeSpan.Zero);

    /// <summary>A standard normal random number, by Box and Muller.</summary>
    private static double Normal(Random chance) =>
        Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());

    private static async Task UploadAsync(RunningServer server, int person, int day, int calls)
    {
        using var response = await server.PostJsonAsync("/v1/api/submit", new JsonObject
        {
            ["submission_token"] = Reports.Token(person),
            ["generated"] = At(day).UtcDateTime.ToString("yyyy-MM-dd'T'HH':00:00Z'"),
            ["total_events"] = calls,
            ["tools"] = new JsonObject { ["Bash"] = new JsonObject { ["calls"] = calls, ["errors"] = null, ["rejections"] = null } },
            ["edit_without_read"] = 0,
            ["model"] = null,
            ["client"] = "claude-code",
            ["skills"] = new JsonObject(),
            ["mcp_servers"] = new JsonObject(),
            ["installed_plugins"] = new JsonArray(),
        });
        Assert.Equal("ok", (string?)(await RunningServer.ReadJsonAsync(response))["status"]);
    }
}
