using System.Globalization;
using System.Text;
using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Otlp;

namespace ToolTime.Recording.Tests.Otlp;

/// <summary>What is read from telemetry, in both of its forms.</summary>
public sealed class OtlpReaderTests
{
    private static readonly (string, object)[] Request =
    [
        ("session.id", "s-1"),
        ("user.email", "anna@example.com"),
        ("model", "claude-opus-4-6"),
        ("input_tokens", 11),
        ("output_tokens", "222"),
        ("cache_read_tokens", 33.0),
        ("cache_creation_tokens", 503),
        ("cache_creation_1h_tokens", 100),
        ("speed", "fast"),
        ("request_id", "req_1"),
        ("agent.name", "Explore"),
        ("skill.name", "custom"),
    ];

    [Fact]
    public void Read_ARequest_TakesNumbersOfEveryType()
    {
        var expected = new OtlpEvent
        {
            Kind = OtlpEventKind.Response,
            At = new(2026, 11, 29, 8, 56, 47, 168, TimeSpan.Zero),
            Client = ClientName.ClaudeCode,
            Session = "s-1",
            Key = IdHash.Compute("req_1"),
            Version = "2.1.332",
            Model = "claude-opus-4-6-fast",
            Input = 11,
            Output = 222,
            CacheRead = 33,
            CacheWrite = 403,
            CacheWrite1h = 100,
            Agent = "Explore",
        };
        Assert.Equal(expected, Assert.Single(ReportedLogs.Read(ReportedLogs.Json("claude_code.api_request", Request))));
        Assert.Equal(expected, Assert.Single(ReportedLogs.ReadProtobuf(ReportedLogs.Protobuf("claude_code.api_request", Request))));
    }

    [Fact]
    public void Write_ARequest_HoldsListedFieldsAlone() =>
        Assert.Equal(
            $$"""{"v":1,"kind":"response","at":"2026-11-29T08:56:47.168Z","client":"claude-code","session":"s-1","version":"2.1.332","model":"claude-opus-4-6-fast","input":11,"output":222,"cache_read":33,"cache_write":403,"cache_write_1h":100,"agent":"Explore","key":"{{IdHash.Compute("req_1")}}"}""",
            ReportedLogs.Line(ReportedLogs.Read(ReportedLogs.Json("claude_code.api_request", Request)).Single())
        );

    [Theory]
    [InlineData("true", null, "ok")]
    [InlineData("false", "ShellError", "error")]
    [InlineData("false", "AbortError", "not_run")]
    public void Read_AResult_SaysHowTheCallEnded(string success, string? error, string outcome)
    {
        var reported = ReportedLogs.Read(
            ReportedLogs.Json(
                "claude_code.tool_result",
                ("session.id", "s"),
                ("tool_name", "Bash"),
                ("tool_use_id", "toolu_1"),
                ("success", success),
                ("duration_ms", "20"),
                ("error_type", error ?? "")
            )
        );
        var call = Assert.Single(reported);
        Assert.Equal(
            (OtlpEventKind.Call, "Bash", outcome, 20L, IdHash.Compute("toolu_1")),
            (call.Kind, call.Tool, call.Outcome.ToWord(), call.Milliseconds, call.Key)
        );
    }

    [Fact]
    public void Read_ARejectedDecision_IsARejection()
    {
        var call = Assert.Single(
            ReportedLogs.Read(
                ReportedLogs.Json(
                    "claude_code.tool_decision",
                    ("session.id", "s"),
                    ("tool_name", "Bash"),
                    ("tool_use_id", "t"),
                    ("decision", "reject")
                )
            )
        );
        Assert.Equal((CallOutcome.Rejection, (long?)null), (call.Outcome, call.Milliseconds));
    }

    [Fact]
    public void Read_DetailsOfTools_NamesThem()
    {
        var (mcp, skill) = (
            Reported("mcp_tool", """{"mcp_server_name":"github","mcp_tool_name":"get_issue","a":{"b":[1]}}"""),
            Reported("Skill", """{"skill_name":"review"}""")
        );
        Assert.Equal(("mcp__github__get_issue", "review"), (mcp.Tool, skill.Skill));
        Assert.Equal("mcp_tool", Reported("mcp_tool", """{"mcp_server_name":"my server","mcp_tool_name":"x"}""").Tool);
        Assert.Equal("mcp_tool", Reported("mcp_tool", """{"mcp_server_name":""").Tool);
    }

    [Theory]
    [InlineData("claude_code.user_prompt")]
    [InlineData("claude_code.assistant_response")]
    [InlineData("some.other_program")]
    [InlineData("")]
    public void Read_AnyOtherEvent_RecordsNothing(string body) =>
        Assert.Empty(ReportedLogs.Read(ReportedLogs.Json(body, ("session.id", "s"), ("prompt", "what to do"), ("event.name", "x"))));

    [Theory]
    [InlineData("/home/anna/secret")]
    [InlineData("a session of mine")]
    [InlineData("")]
    public void Read_ASessionThatIsNoIdentifier_RecordsNothing(string session) =>
        Assert.Empty(
            ReportedLogs.Read(
                ReportedLogs.Json("claude_code.api_request", [.. Request.Where(one => one.Item1 is not "session.id"), ("session.id", session)])
            )
        );

    [Fact]
    public void Read_NamesThatAreNone_AreNotStored()
    {
        var call = Assert.Single(
            ReportedLogs.Read(
                ReportedLogs.Json(
                    "claude_code.tool_result",
                    ("session.id", "s"),
                    ("tool_name", "please mail anna@example.com"),
                    ("tool_use_id", "t"),
                    ("success", "true")
                )
            )
        );
        Assert.Equal("(unnamed)", call.Tool);
    }

    [Fact]
    public void Read_AResourceBehindItsRecords_IsTheirs()
    {
        var body =
            """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"attributes":[{"value":{"intValue":"5"},"key":"input_token_count"},{"key":"event.name","value":{"stringValue":"qwen-code.api_response"}},{"key":"model","value":{"stringValue":"qwen3-max"}}]}]}],"resource":{"attributes":[{"key":"session.id","value":{"stringValue":"s-2"}}]}}]}""";
        var reported = Assert.Single(ReportedLogs.Read(Encoding.UTF8.GetBytes(body)));
        Assert.Equal(("s-2", 5L, ReportedLogs.Now), (reported.Session, reported.Input, reported.At));
    }

    [Theory]
    [InlineData("decision", "reject", nameof(CallOutcome.Rejection))]
    [InlineData("decision", "accept", nameof(CallOutcome.NotRun))]
    [InlineData("error_type", "file_not_found", nameof(CallOutcome.Error))]
    [InlineData("error", "No such file", nameof(CallOutcome.Error))]
    [InlineData("status", "error", nameof(CallOutcome.Error))]
    [InlineData("status", "cancelled", nameof(CallOutcome.NotRun))]
    public void Read_FailedCallOfGemini_IsAnErrorOnlyIfItReportsOne(string name, string value, string expected)
    {
        var body = ReportedLogs.Json(
            "gemini",
            ("event.name", "gemini_cli.tool_call"),
            ("session.id", "s"),
            ("function_name", "replace"),
            ("success", false),
            (name, value)
        );
        Assert.Equal(expected, Assert.Single(ReportedLogs.Read(body)).Outcome.ToString());
    }

    [Fact]
    public void Read_TheSameTwice_HasTheSameKey()
    {
        var body = ReportedLogs.Json(
            "gemini",
            ("event.name", "gemini_cli.tool_call"),
            ("session.id", "s"),
            ("function_name", "read_file"),
            ("success", true),
            ("duration_ms", 7)
        );
        Assert.Equal(ReportedLogs.Line(ReportedLogs.Read(body).Single()), ReportedLogs.Line(ReportedLogs.Read(body).Single()));
        var other = ReportedLogs.Json(
            "gemini",
            ("event.name", "gemini_cli.tool_call"),
            ("session.id", "s"),
            ("function_name", "read_file"),
            ("success", true),
            ("duration_ms", 8)
        );
        Assert.NotEqual(KeyOf(body), KeyOf(other));
        static string KeyOf(byte[] read) => ReportedLogs.Line(ReportedLogs.Read(read).Single())[^40..];
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"resourceLogs\":[")]
    [InlineData("{\"resourceLogs\":[]} more")]
    public void Read_WhatIsNoSuchBody_Throws(string body) =>
        Assert.ThrowsAny<JsonException>(() => ReportedLogs.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("tool_name")]
    [InlineData("tool_input")]
    [InlineData("tool_parameters")]
    [InlineData("error")]
    public void Read_TextCutInACharacter_LosesNothingElse(string attribute)
    {
        (string, object)[] attributes = [("session.id", "s"), ("tool_name", "Bash"), ("tool_use_id", "t"), ("success", "false")];
        var body = ReportedLogs.Json("claude_code.tool_result", [.. attributes.Where(one => one.Item1 != attribute), (attribute, "CUT")]);
        var cut = Encoding.UTF8.GetString(body).Replace("CUT", "\\\"x\\ud83d", StringComparison.Ordinal);
        var call = Assert.Single(ReportedLogs.Read(Encoding.UTF8.GetBytes(cut)));
        Assert.Equal(("s", attribute is "tool_name" ? "(unnamed)" : "Bash", CallOutcome.Error), (call.Session, call.Tool, call.Outcome));
    }

    [Theory]
    [InlineData("2026-11-30T11:59:00Z", "2026-11-30T11:59:00Z")]
    [InlineData("2026-11-30T12:01:00Z", "2026-11-29T12:00:00Z")]
    [InlineData("2099-01-01T00:00:00Z", "2026-11-29T12:00:00Z")]
    [InlineData("1999-01-01T00:00:00Z", "2026-11-29T12:00:00Z")]
    public void Read_UnlikelyTime_IsTheTimeOfArrival(string said, string read) =>
        Assert.Equal(
            DateTimeOffset.Parse(read, CultureInfo.InvariantCulture),
            Assert.Single(ReportedLogs.Read(ReportedLogs.Json("claude_code.api_request", [.. Request, ("event.timestamp", said)]))).At
        );

    [Fact]
    public void Read_TextsOfEveryLength_AreReadToTheirEnd()
    {
        for (var length = 0; length < 1400; length++)
        {
            var said = string.Concat(Enumerable.Repeat("a\"\u00e9\U0001F600", (length / 4) + 1))[..length];
            if (length > 0 && char.IsHighSurrogate(said[^1]))
            {
                continue;
            }

            var body = ReportedLogs.Json(
                "claude_code.tool_result",
                ("session.id", "s"),
                ("tool_name", said),
                ("tool_use_id", "t"),
                ("output", said),
                ("success", "true")
            );
            Assert.InRange(ReportedLogs.Read(body).Count, 0, 1);
        }
    }

    private static OtlpEvent Reported(string tool, string parameters) =>
        ReportedLogs
            .Read(
                ReportedLogs.Json(
                    "claude_code.tool_result",
                    ("session.id", "s"),
                    ("tool_name", tool),
                    ("tool_use_id", "t"),
                    ("success", "true"),
                    ("tool_parameters", parameters)
                )
            )
            .Single();
}
