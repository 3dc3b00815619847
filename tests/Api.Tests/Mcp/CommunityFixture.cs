using System.Text.Json.Nodes;
using ToolTime.TestServer;

namespace ToolTime.Api.Tests.Mcp;

/// <summary>
/// A server on which two people used, for four weeks of which two are final, Bash and a hundred tools with the longest possible names, and
/// names that are formulas to a spreadsheet; one person used a rare one, and all a blocked one. From two submitters, everything is
/// published.
/// </summary>
public sealed class CommunityFixture : IAsyncLifetime
{
    public const string Rare = "rare-one";
    public const string Blocked = "blocked-one";

    /// <summary>Names of tools, skills, MCP servers and models.</summary>
    public static readonly string[] OddNames = ["mine", "a:b::c", "__proto__", "-1"];

    public static readonly string[] OddPlugins = ["@evil/x", "a/../b@c"];

    public static readonly string[] LongTools = [.. Enumerable.Range(0, 110).Select(number => $"tool{number:d3}".PadRight(100, 'W'))];

    private static readonly string[] Kinds = ["tool", "skill", "mcp_server", "model"];
    private static readonly DateOnly Monday = new(2026, 11, 2);

    private readonly string _namesPath = Path.GetTempFileName();

    public InProcessServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllLinesAsync(_namesPath,
        [
            .. OddNames.Append(Rare).SelectMany(name => Kinds.Select(kind => $"add {kind} {name}")),
            .. LongTools.Select(name => $"add tool {name}"),
            .. OddPlugins.Select(name => $"add plugin {name}"),
            $"add tool {Blocked}", $"block tool {Blocked}",
        ]);
        Server = await InProcessServer.StartAsync(At(Monday), [.. RunningServer.ExactLimits(2), "--Names:File", _namesPath]);
        for (var week = 0; week < 4; week++)
        {
            var monday = Monday.AddDays(7 * week);
            Server.SetClock(At(monday.AddDays(1)));
            for (var person = 0; person < 2; person++)
            {
                (await Server.SubmitAsync(ReportOf(person, monday))).AssertTaken();
            }

            await Server.RunMaintenanceAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        File.Delete(_namesPath);
    }

    private static DateTimeOffset At(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);

    private static JsonObject ReportOf(int person, DateOnly day)
    {
        var names = person == 0 ? [.. OddNames, Rare] : OddNames;
        JsonObject Of(IEnumerable<string> of, Func<int, JsonNode> value) =>
            new(of.Index().Select(name => KeyValuePair.Create(name.Item, (JsonNode?)value(name.Index))));
        JsonObject Outcomes(int rank) =>
            new()
            {
                ["calls"] = 160 - rank,
                ["observed_calls"] = 40,
                ["errors"] = 10 + (5 * person),
                ["rejections"] = 1,
            };
        return new()
        {
            ["schema"] = 2,
            ["submission_token"] = $"{person:x32}",
            ["client"] = "claude-code",
            ["client_version"] = "0.1.0",
            ["days"] = new JsonArray(new JsonObject
            {
                ["day"] = $"{day:yyyy-MM-dd}",
                ["revision"] = 1,
                ["tools"] = Of(["Bash", .. names, Blocked, .. LongTools], Outcomes),
                ["skills"] = Of(names, _ => JsonValue.Create(3)),
                ["mcp_servers"] = Of(names, _ => new JsonObject { ["calls"] = 10, ["observed_calls"] = 10, ["errors"] = 1 }),
                ["plugins"] = new JsonArray([.. OddPlugins.Select(name => (JsonNode?)name)]),
                ["models"] = Of(names, _ => JsonValue.Create(1)),
                ["edit_without_read"] = 1,
            }),
        };
    }
}
