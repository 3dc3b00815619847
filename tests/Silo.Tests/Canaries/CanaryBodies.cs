using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests.Canaries;

/// <summary>Bodies with canaries in every place, in every form that any endpoint accepts; each endpoint gets all of them.</summary>
internal static class CanaryBodies
{
    /// <summary>Reports that are accepted: secrets are where free text is skipped, and where names are normalized.</summary>
    public static IEnumerable<JsonObject> Taken(Canary canary, string day, string instant) =>
    [
        new()
        {
            ["schema"] = 2, ["submission_token"] = canary.Name(), ["client"] = "claude-code", ["client_version"] = canary.Name(),
            ["days"] = new JsonArray(new JsonObject
            {
                ["day"] = day, ["revision"] = 1,
                ["tools"] = new JsonObject
                {
                    [canary.Name()] = Counts(3), [$"mcp__{canary.Name()}__run"] = Counts(1), [$"mcp__github__{canary.Name()}"] = Counts(1), ["Bash"] = Counts(2),
                },
                ["skills"] = new JsonObject { [canary.Name()] = 1, [$"superpowers:{canary.Name()}"] = 2 },
                ["mcp_servers"] = new JsonObject { [canary.Name()] = new JsonObject { ["calls"] = 1 } },
                ["plugins"] = new JsonArray($"{canary.Name()}@{canary.Name()}"),
                ["models"] = new JsonObject { [canary.Name()] = 1, [$"claude-{canary.Name()}-4-5"] = 1 },
            }),
        },
        new()
        {
            ["submission_token"] = canary.Name(), ["generated"] = instant, ["total_events"] = 7, ["client"] = "codex", ["model"] = $"{canary.Name()}/gpt",
            ["tools"] = new JsonObject { [canary.Name()] = Counts(4), ["Bash"] = Counts(3) },
            ["skills"] = new JsonObject { [canary.Name()] = 1 },
            ["mcp_servers"] = new JsonObject { [canary.Name()] = new JsonObject { ["calls"] = 1, ["errors"] = 1 } },
            ["installed_plugins"] = new JsonArray(canary.Name()),
            ["prompt"] = canary.Next(), ["cwd"] = canary.Next(), ["hostname"] = canary.Next(), [canary.Next()] = canary.Next(),
            ["nested"] = new JsonObject { [canary.Next()] = new JsonArray(canary.Next()) },
        },
    ];

    /// <summary>Bodies of all forms, most of which most endpoints refuse.</summary>
    public static IEnumerable<(string ContentType, string Text)> Any(Canary canary)
    {
        const string Json = "application/json";
        yield return (Json, new JsonObject(canary.OfEachKind().Select(text => KeyValuePair.Create(text, (JsonNode?)text))).ToJsonString());
        yield return (
            Json,
            new JsonObject
            {
                ["schema"] = canary.Next(),
                ["submission_token"] = canary.Next(),
                ["generated"] = canary.Next(),
                ["total_events"] = canary.Next(),
                ["client"] = canary.Next(),
                ["model"] = canary.Next(),
                ["tools"] = new JsonObject { [canary.Next()] = canary.Next() },
                ["skills"] = canary.Next(),
                ["installed_plugins"] = new JsonArray(canary.Next()),
            }.ToJsonString()
        );
        yield return (
            Json,
            new JsonObject
            {
                ["schema"] = 2,
                ["submission_token"] = canary.Name(),
                ["client"] = canary.Next(),
                ["client_version"] = canary.Next(),
                [canary.Next()] = 1,
                ["days"] = new JsonArray(
                    new JsonObject
                    {
                        ["day"] = canary.Next(),
                        ["revision"] = canary.Next(),
                        ["tools"] = new JsonObject { [canary.Next()] = Counts(1) },
                        [canary.Next()] = 1,
                    }
                ),
            }.ToJsonString()
        );
        yield return (
            Json,
            new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = 1,
                ["method"] = canary.Name(),
                ["params"] = new JsonObject { ["name"] = canary.Next(), ["uri"] = $"tool-time://community/{canary.Name()}" },
            }.ToJsonString()
        );
        foreach (var method in (string[])["initialize", "tools/call", "resources/read", "prompts/get", "completion/complete"])
        {
            yield return (Json, new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = 1,
                ["method"] = method,
                ["params"] = new JsonObject
                {
                    ["protocolVersion"] = canary.Name(),
                    ["clientInfo"] = new JsonObject { ["name"] = canary.Next(), ["version"] = canary.Next() },
                    ["name"] = canary.Name(),
                    ["uri"] = $"tool-time://community/tool/{canary.Name()}",
                    ["arguments"] = new JsonObject { ["name"] = canary.Next(), [canary.Name()] = canary.Next() },
                },
            }.ToJsonString());
        }

        yield return (
            Json,
            Telemetry(
                "resourceLogs",
                "scopeLogs",
                "logRecords",
                new JsonObject
                {
                    ["timeUnixNano"] = "1795168800000000000",
                    ["body"] = Text(canary.Next()),
                    ["attributes"] = Attributes(canary),
                },
                canary
            )
        );
        yield return (
            Json,
            Telemetry(
                "resourceMetrics",
                "scopeMetrics",
                "metrics",
                new JsonObject
                {
                    ["name"] = canary.Next(),
                    ["unit"] = canary.Next(),
                    ["sum"] = new JsonObject
                    {
                        ["dataPoints"] = new JsonArray(
                            new JsonObject
                            {
                                ["asInt"] = "1",
                                ["timeUnixNano"] = "1795168800000000000",
                                ["attributes"] = Attributes(canary),
                            }
                        ),
                    },
                },
                canary
            )
        );
        yield return (Json, $"{{\"broken\": \"{canary.Next()}");
        yield return (Json, $"[\"{canary.Name()}\", {canary.Name()}]");
        yield return ("text/plain", canary.Next());
        yield return ("application/x-www-form-urlencoded", $"submission_token={canary.Name()}&{canary.Name()}=1");
        yield return ("application/x-protobuf", canary.Next());
        yield return ($"application/{canary.Name()}", canary.Next());
    }

    private static JsonObject Counts(int calls) => new() { ["calls"] = calls, ["errors"] = 0, ["rejections"] = 0 };

    private static JsonObject Text(string text) => new() { ["stringValue"] = text };

    private static JsonArray Attributes(Canary canary) =>
        [
            .. (
                (string[])
                    [
                        "event.name",
                        "tool_name",
                        "session.id",
                        "user.email",
                        "prompt",
                        "error",
                        "model",
                        "mcp_server",
                        "skill.name",
                        canary.Name(),
                    ]
            ).Select(key => (JsonNode)new JsonObject { ["key"] = key, ["value"] = Text(canary.Next()) }),
        ];

    private static string Telemetry(string resources, string scopes, string records, JsonObject record, Canary canary) => new JsonObject
    {
        [resources] = new JsonArray(new JsonObject
        {
            ["resource"] = new JsonObject { ["attributes"] = Attributes(canary) },
            [scopes] = new JsonArray(new JsonObject { ["scope"] = new JsonObject { ["name"] = canary.Next() }, [records] = new JsonArray(record) }),
        }),
    }.ToJsonString();
}
