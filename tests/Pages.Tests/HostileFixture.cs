using System.Text.Json.Nodes;

namespace ToolTime.Pages.Tests;

/// <summary>
/// A server whose operator listed the longest and oddest names that the endpoints accept; two people used all of them for four weeks, of
/// which two are final, and one person used a rare one.
/// </summary>
public sealed class HostileFixture : IAsyncLifetime
{
    /// <summary>Used by one person, which is too few.</summary>
    public const string Rare = "rare-one";

    /// <summary>Used by all, and blocked.</summary>
    public const string Blocked = "blocked-one";

    public static readonly string[] Names =
    [
        new string('W', 100),
        new string('_', 100),
        "javascript:alert.1",
        "__proto__",
        "constructor",
        "-----",
        "a:b::c",
        "0",
        "--window",
        "...",
    ];

    public static readonly string[] PluginNames = ["//evil.example/x", "a/../b@c", "@@@", string.Concat(Enumerable.Repeat("w/", 50))];

    private static readonly string[] Kinds = ["tool", "skill", "mcp_server", "model"];
    private static readonly DateOnly Monday = new(2026, 11, 2);

    private readonly string _namesPath = Path.GetTempFileName();

    public ServerProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllLinesAsync(_namesPath,
        [
            .. Names.Append(Rare).SelectMany(name => Kinds.Select(kind => $"add {kind} {name}")),
            .. PluginNames.Select(name => $"add plugin {name}"),
            $"add tool {Blocked}", $"block tool {Blocked}",
        ]);
        Server = await ServerProcess.StartAsync(
            At(Monday),
            [
                .. RunningServer.ExactLimits(2),
                "--Names:File", _namesPath,
                .. Names.SelectMany((name, index) => new[] { $"--Telemetry:Brands:{index}", name }),
            ]);
        for (var week = 0; week < 4; week++)
        {
            var monday = Monday.AddDays(7 * week);
            Server.SetClock(At(monday.AddDays(1)));
            for (var person = 0; person < 2; person++)
            {
                using var answer = await Server.PostJsonAsync("/v1/api/submit", Report(person, monday));
                Assert.Contains("\"status\":\"ok\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }

            await ReportTelemetryAsync();
            await Server.RunMaintenanceAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        File.Delete(_namesPath);
    }

    private static DateTimeOffset At(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);

    /// <summary>Two devices have every brand and run tasks on every model.</summary>
    private async Task ReportTelemetryAsync()
    {
        foreach (var name in Names)
        {
            for (var device = 0; device < 2; device++)
            {
                using var answer = await Server.PostJsonAsync(
                    "/api/v1/telemetry/task",
                    new JsonObject
                    {
                        ["device_id"] = $"device-{device}",
                        ["version"] = "99999.99999.99999.99999-preview99999",
                        ["brand"] = name,
                        ["model"] = name,
                        ["status"] = "error",
                        ["error_kind"] = "Timeout",
                        ["duration_ms"] = 2_592_000_000,
                        ["cost_usd"] = 10_000,
                        ["prompt_tokens"] = 1_000_000_000,
                    });
                answer.EnsureSuccessStatusCode();
            }
        }
    }

    private static JsonObject Report(int person, DateOnly day)
    {
        var names = person == 0 ? [.. Names, Rare, Blocked] : Names.Append(Blocked);
        JsonObject Of(Func<JsonNode> value) => new(names.Select(name => KeyValuePair.Create(name, (JsonNode?)value())));
        return new()
        {
            ["schema"] = 2,
            ["submission_token"] = $"{person:x32}",
            ["client"] = "claude-code",
            ["client_version"] = "0.1.0",
            ["days"] = new JsonArray(
                new JsonObject
                {
                    ["day"] = $"{day:yyyy-MM-dd}",
                    ["revision"] = 1,
                    ["tools"] = Of(() =>
                        new JsonObject
                        {
                            ["calls"] = 100_000,
                            ["observed_calls"] = 100_000,
                            ["errors"] = 50_000,
                            ["rejections"] = 1,
                        }
                    ),
                    ["skills"] = Of(() => JsonValue.Create(3)),
                    ["mcp_servers"] = Of(() =>
                        new JsonObject
                        {
                            ["calls"] = 10,
                            ["observed_calls"] = 10,
                            ["errors"] = 10,
                        }
                    ),
                    ["plugins"] = new JsonArray([.. PluginNames.Select(name => (JsonNode?)name)]),
                    ["models"] = Of(() => JsonValue.Create(1)),
                    ["edit_without_read"] = 1,
                }
            ),
        };
    }
}
