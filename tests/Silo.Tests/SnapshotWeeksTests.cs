using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests;

/// <summary>What the existing client does: each day it uploads the totals of the last seven.</summary>
public class SnapshotWeeksTests : ServerTest
{
    private const int CallsADay = 10;
    private const int Days = 56;

    private static readonly DateTimeOffset FirstEvening = new(2026, 8, 31, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Stats_EightWeeksOfDailySnapshots_CountEachCallAboutOnce()
    {
        await using var server = await StartAsync(FirstEvening, ServerProcess.ExactLimits(minimum: 1));
        var weeks = new Dictionary<string, long>();
        for (var day = 0; day < Days + 21; day++)
        {
            server.SetClock(FirstEvening.AddDays(day));
            if (day < Days)
            {
                await UploadAsync(server, day);
            }

            if ((await server.RunMaintenanceAsync())["published"]!.AsArray() is [.., var week])
            {
                weeks.Add((string)week!, await CallsOfNewestWeekAsync(server));
            }
        }

        // The last snapshot of a week holds that week's Thursday to Sunday and, once Wednesday is over, all of it; the first week's start and
        // the last one's end fall into the weeks beside them.
        Assert.All(weeks.Values, calls => Assert.InRange(calls, 0, 7 * CallsADay));
        Assert.InRange(weeks.Values.Sum(), 0.85 * Days * CallsADay, 1.15 * Days * CallsADay);
        Assert.Equal(7 * CallsADay, weeks["2026-W38"]);
    }

    private static async Task<long> CallsOfNewestWeekAsync(ServerProcess server) =>
        (await server.GetStatsAsync())["tools"]!.AsArray() is [var tool] ? (long)tool!["total_calls"]! : 0;

    private static async Task UploadAsync(ServerProcess server, int day)
    {
        var calls = Math.Min(day + 1, 7) * CallsADay;
        using var response = await server.PostJsonAsync("/v1/api/submit", new JsonObject
        {
            ["submission_token"] = "0123456789abcdef0123456789abcdef",
            ["generated"] = FirstEvening.AddDays(day).UtcDateTime.ToString("yyyy-MM-dd'T'HH':00:00Z'"),
            ["total_events"] = calls,
            ["tools"] = new JsonObject { ["Bash"] = new JsonObject { ["calls"] = calls, ["errors"] = null, ["rejections"] = null } },
            ["edit_without_read"] = 0,
            ["model"] = null,
            ["client"] = "claude-code",
            ["skills"] = new JsonObject(),
            ["mcp_servers"] = new JsonObject(),
            ["installed_plugins"] = new JsonArray(),
        });
        Assert.Equal("ok", (string?)(await ServerProcess.ReadJsonAsync(response))["status"]);
    }
}
