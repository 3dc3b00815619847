using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests;

/// <summary>
/// The main job, with the real command and the real server: what an agent's hooks reported is recorded, counted, sent with consent, stored
/// despite a kill, published above the threshold, and read back.
/// </summary>
public class EndToEndTests : ServerTest
{
    private const string ShareConsent = "--yes";

    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 18, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Thursday = Monday.AddDays(3);
    private static readonly DateTimeOffset PublicationDay = new(2026, 11, 23, 0, 15, 0, TimeSpan.Zero);

    [Fact]
    public async Task Stats_TwelveUsersWorkAndShareTwice_HoldExactlyWhatTheirHooksSaw()
    {
        await using var twelve = await StartProcessAsync(Monday);
        await using var nine = await StartAsync(Monday);
        var users = Enumerable
            .Range(0, 12)
            .Select(number => new ClientUser(Path.Combine(twelve.Folder, $"user {number}"), twelve.ClockPath))
            .ToList();

        await ForEachAsync(users, async user =>
        {
            await user.RunAsync(twelve.Client.BaseAddress, "share", "on", ShareConsent);
            await user.WorkAsync("monday");
        });
        var others = users.Take(9).Index().Select(user => user.Item.CopyTo(Path.Combine(nine.Folder, $"user {user.Index}"))).ToList();
        await ForEachAsync(users, user => ShareAsync(user, twelve));
        await ForEachAsync(others, user => ShareAsync(user, nine));

        await twelve.KillAsync();
        await twelve.StartAsync();
        twelve.SetClock(Thursday);
        await ForEachAsync(users, async user =>
        {
            await user.WorkAsync("thursday");
            await ShareAsync(user, twelve);
        });

        twelve.SetClock(PublicationDay);
        nine.SetClock(PublicationDay);
        Assert.Equal(
            """{"rolled_up":["2026-11-16","2026-11-19"],"published":["2026-W47"],"seven_days":["2026-11-23"],"purged":[],"telemetry":[],"telemetry_purged":[]}""",
            (await twelve.RunMaintenanceAsync()).ToJsonString()
        );
        await nine.RunMaintenanceAsync();

        var stats = await twelve.GetStatsAsync();
        Assert.Equal(Expected(), stats.ToJsonString());
        await twelve.KillAsync();
        await twelve.StartAsync();
        Assert.Equal(stats.ToJsonString(), (await twelve.GetStatsAsync()).ToJsonString());
        Assert.Equal(
            """{"rolled_up":[],"published":[],"seven_days":[],"purged":[],"telemetry":[],"telemetry_purged":[]}""",
            (await twelve.RunMaintenanceAsync()).ToJsonString()
        );

        AssertEmptyTables(await nine.GetStatsAsync());
    }

    /// <summary>
    /// Twice the recorded session for each of twelve: ten calls, of which one Bash and one Read failed; one skill, one MCP call. Its hooks
    /// report no model, and its one edit is of a file that was written before. The skill, the MCP server and its tool are unlisted, so
    /// their names are published nowhere.
    /// </summary>
    private static string Expected()
    {
        // The 95% Wilson interval of twelve out of twelve begins at 12 / (12 + 1.96²).
        const string Adoption = "\"unique_submitters\":12,\"adoption\":1,\"adoption_low\":0.76,\"adoption_high\":1";

        static string Tool(string name, int calls, int errors, double? medianMs = null)
        {
            // All fail equally, so their median is their rate; with fewer than five observed or timed calls nobody has one. Quartiles need
            // twenty.
            var rate = Json(Math.Round((double)errors / calls, 3));
            var custom = name == "custom" ? "\"custom\":true," : "";
            return $$"""
                {"tool_name":"{{name}}",{{custom}}{{Adoption}},"total_calls":{{24 * calls}},"total_errors":{{24 * errors}},
                "total_rejections":0,"observed_calls":{{24 * calls}},"error_rate":{{rate}},"error_rate_median":{{(
                    2 * calls >= 5 ? rate : "null"
                )}},
                "error_rate_p25":null,"error_rate_p75":null,"rejection_rate":0,
                "avg_calls_per_submitter":{{2 * calls}},"calls_median":{{2
                    * calls}},"calls_p25":null,"calls_p75":null,"calls_p10":null,"calls_p90":null,
                "duration_p25_ms":null,"duration_median_ms":{{Json(medianMs)}},"duration_p75_ms":null}
                """;
        }

        return JsonNode
            .Parse(
                $$"""
                {"window":{"name":"week","from":"2026-11-16","to":"2026-11-22","submitters":12,"reports":24,"published_at":"2026-11-23T00:15:00+00:00",
                  "final":false,"minimum_submitters":10,"rules_version":2,"simulated":true},
                "overview":{"total_submissions":24,"unique_submitters":12,"earliest":"2026-11-16","latest":"2026-11-22"},
                "tools":[{{Tool("Bash", 3, 1, medianMs: 9)}},{{Tool("Read", 3, 1, medianMs: 1)}},{{Tool("Edit", 1, 0)}},{{Tool("Skill", 1, 0)}},{{Tool(
                    "Write",
                    1,
                    0
                )}},{{Tool("custom", 1, 0)}}],
                "models":[],
                "clients":[{"client":"claude-code","count":12,"percentage":100,"adoption":1,"adoption_low":0.76,"adoption_high":1}],
                "dimensions":{
                  "skills":[{"name":"custom","custom":true,{{Adoption}},"total_calls":24,"avg_calls_per_submitter":2,"calls_median":2,"calls_p25":null,"calls_p75":null,"typed_rate":0}],
                  "mcp_servers":[{"name":"custom","custom":true,{{Adoption}},"total_calls":24,"observed_calls":24,"avg_calls_per_submitter":2,"calls_median":2,
                    "calls_p25":null,"calls_p75":null,"total_errors":0,"error_rate":0,"error_rate_median":null,"error_rate_p25":null,"error_rate_p75":null,
                    "duration_p25_ms":null,"duration_median_ms":null,"duration_p75_ms":null}],
                  "plugins":[]},
                "habits":{"edit_without_read_median":0},
                "any":{"mcp_server":{ {{Adoption}} },"skill":{ {{Adoption}} },"plugin":null,"unlisted":{ {{Adoption}} } } }
                """
            )!
            .ToJsonString();
    }

    private static string Json(double? number) => number is { } value ? JsonValue.Create(value).ToJsonString() : "null";

    private static void AssertEmptyTables(JsonObject stats)
    {
        Assert.Equal("2026-11-16", (string?)stats["window"]!["from"]);
        Assert.Equal(
            """{"total_submissions":null,"unique_submitters":null,"earliest":"2026-11-16","latest":"2026-11-22"}""",
            stats["overview"]!.ToJsonString()
        );
        Assert.Equal(
            """[[],[],[],{"skills":[],"mcp_servers":[],"plugins":[]},{"edit_without_read_median":null}]""",
            new JsonArray(
                stats["tools"]!.DeepClone(),
                stats["models"]!.DeepClone(),
                stats["clients"]!.DeepClone(),
                stats["dimensions"]!.DeepClone(),
                stats["habits"]!.DeepClone()
            ).ToJsonString()
        );
    }

    private static async Task ShareAsync(ClientUser user, RunningServer server)
    {
        await user.RunAsync(endpoint: null, "summarize", "--all");
        await user.RunAsync(server.Client.BaseAddress, "share", "now");
    }

    private static Task ForEachAsync(IEnumerable<ClientUser> users, Func<ClientUser, Task> work) =>
        Parallel.ForEachAsync(users, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (user, _) => await work(user));
}
