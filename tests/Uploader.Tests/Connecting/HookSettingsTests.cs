using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ToolTime.Uploader.Connecting;

namespace ToolTime.Uploader.Tests.Connecting;

public sealed class HookSettingsTests
{
    private const string Command = "/opt/tooltime hook";

    private static readonly Agent ClaudeCode = Agent.All[0];

    // Each has something that a careless edit would break: comments, order, indentation, line ends, trailing commas, a byte order mark.
    public static TheoryData<string> Settings =>
        new(
            "{}",
            "{}\n",
            "{\n}\n",
            "{ /* nothing yet */ }",
            "{\n  // nothing yet\n}\n",
            """{"permissions":{"allow":["Bash"]}}""",
            "{\n  \"permissions\": {\n    \"allow\": [\"Bash(ls:*)\"]\n  }\n}\n",
            "{\n\t\"model\": \"opus\"\n}",
            "{\r\n    \"model\": \"opus\"\r\n}\r\n",
            "\uFEFF{\n  \"model\": \"opus\"\n}\n",
            "// first\n{\n  \"a\": 1, // of a\n  /* of b */ \"b\": \"}\\\"{\", // of b\n  // last\n}\n// end",
            "{\n  \"a\": 1 // of a\n}\n",
            "{\n  \"hooks\": {}\n}\n",
            "{\n  \"hooks\": {\n  },\n  \"z\": 1\n}\n",
            "{\n  \"hooks\": { \"Stop\": [] }\n}\n",
            "{\n  \"hooks\": {\n    \"Stop\": [{ \"hooks\": [{ \"type\": \"command\", \"command\": \"say done\" }] }],\n    \"PreToolUse\": [\n      {\n        \"matcher\": \"Bash\", // only\n        \"hooks\": [\n          { \"type\": \"command\", \"command\": \"nice /opt/tooltime hook\" },\n        ],\n      },\n    ],\n  },\n  \"größe\": \"ж\"\n}\n",
            """{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"x"}]}]}}"""
        );

    [Theory]
    [MemberData(nameof(Settings))]
    public void Connect_AnySettings_KeepsEveryByteAndRunsTheCommandOnEveryEvent(string settings)
    {
        var before = Encoding.UTF8.GetBytes(settings);
        var after = HookSettings.Connect(before, ClaudeCode, Command, IsOurs);

        Assert.True(IsSubsequence(Encoding.UTF8.GetString(before).Where(c => !char.IsWhiteSpace(c)), Encoding.UTF8.GetString(after)));
        Assert.Equal(
            settings.Contains("\r\n", StringComparison.Ordinal),
            Encoding.UTF8.GetString(after).Contains("\r\n", StringComparison.Ordinal)
        );
        var hooks = Parse(after)["hooks"]!.AsObject();
        Assert.All(ClaudeCode.Events, name =>
            Assert.Equal(Command, hooks[name]!.AsArray()[^1]!["hooks"]![0]!["command"]!.GetValue<string>())
        );
        Assert.Same(after, HookSettings.Connect(after, ClaudeCode, Command, IsOurs));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Disconnect_WhatConnectMade_MeansWhatItMeantBefore(string settings)
    {
        var before = Encoding.UTF8.GetBytes(settings);
        var after = HookSettings.Disconnect(HookSettings.Connect(before, ClaudeCode, Command, IsOurs), IsOurs);
        var expected = Parse(before);
        // A container that was empty before may go: connect's backup restores such a file byte for byte.
        if (expected["hooks"] is JsonObject hooks && hooks.All(pair => pair.Value!.AsArray().Count == 0))
        {
            expected.Remove("hooks");
        }

        Assert.True(JsonNode.DeepEquals(expected, Parse(after)));
    }

    [Theory]
    [InlineData("{\n  \"permissions\": {\n    \"allow\": [\"Bash(ls:*)\"]\n  }\n}\n")]
    [InlineData("{\r\n    \"model\": \"opus\"\r\n}\r\n")]
    [InlineData("{\n  \"a\": 1, // of a\n  \"b\": 2 // of b\n  // last\n}\n")]
    [InlineData("{\n  \"a\": 1,\n}\n")]
    [InlineData("""{"permissions":{"allow":["Bash"]}}""")]
    [InlineData("{\n  \"hooks\": {\n    \"Stop\": [{ \"hooks\": [{ \"type\": \"command\", \"command\": \"say\" }] }]\n  }\n}\n")]
    public void Disconnect_WhatConnectMade_IsWhatItWasByteForByte(string settings)
    {
        var before = Encoding.UTF8.GetBytes(settings);
        var after = HookSettings.Disconnect(HookSettings.Connect(before, ClaudeCode, Command, IsOurs), IsOurs);
        Assert.Equal(settings, Encoding.UTF8.GetString(after));
    }

    [Fact]
    public void Connect_UsualSettings_LooksAsIfWrittenByHand()
    {
        var after = HookSettings.Connect("{\n  \"model\": \"opus\"\n}\n"u8.ToArray(), ClaudeCode, "'/opt/my tools/tooltime' hook", IsOurs);
        Assert.StartsWith(
            """
            {
              "model": "opus",
              "hooks": {
                "SessionStart": [
                  {
                    "hooks": [
                      {
                        "type": "command",
                        "command": "'/opt/my tools/tooltime' hook"
                      }
                    ]
                  }
                ],
                "SessionEnd": [
            """,
            Encoding.UTF8.GetString(after),
            StringComparison.Ordinal);
        Assert.EndsWith("    ]\n  }\n}\n", Encoding.UTF8.GetString(after), StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_ExecutableThatMoved_NamesTheNewPlace()
    {
        var old = HookSettings.Connect("{}"u8.ToArray(), ClaudeCode, "/old/tooltime hook", IsOurs);
        var moved = HookSettings.Connect(old, ClaudeCode, Command, IsOurs);
        Assert.Equal(
            Encoding.UTF8.GetString(old).Replace("/old/tooltime hook", Command, StringComparison.Ordinal),
            Encoding.UTF8.GetString(moved)
        );
        Assert.Equal([Command], HookSettings.Commands(moved, IsOurs));
    }

    [Fact]
    public void Disconnect_OthersHooksInTheSameGroup_StayAsTheyAre()
    {
        const string before =
            """{"hooks": {"Own": [], "Stop": [{"hooks": [{"command": "first"}, {"command": "/old/tooltime hook"}, {"command": "last"} /* end */]}]}}""";
        const string after = """{"hooks": {"Own": [], "Stop": [{"hooks": [{"command": "first"}, {"command": "last"} /* end */]}]}}""";
        Assert.Equal(after, Encoding.UTF8.GetString(HookSettings.Disconnect(Encoding.UTF8.GetBytes(before), IsOurs)));
    }

    [Theory]
    [InlineData("[]", "not a JSON object")]
    [InlineData("""{"hooks":[]}""", "not an object")]
    [InlineData("""{"hooks":{"Stop":{}}}""", "not an array")]
    [InlineData("""{"hooks":{},"hooks":{}}""", "more than once")]
    public void Connect_SettingsOfAnotherForm_AreRefused(string settings, string reason)
    {
        var e = Assert.Throws<HookSettingsException>(() =>
            HookSettings.Connect(Encoding.UTF8.GetBytes(settings), ClaudeCode, Command, IsOurs)
        );
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\":1}}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":tru}")]
    [InlineData("{/*")]
    public void Connect_BrokenSettings_AreRefused(string settings) =>
        Assert.ThrowsAny<JsonException>(() => HookSettings.Connect(Encoding.UTF8.GetBytes(settings), ClaudeCode, Command, IsOurs));

    private static bool IsOurs(string command) => HookLine.IsOurs(command, "/opt/tooltime");

    private static JsonObject Parse(byte[] settings) =>
        JsonNode
            .Parse(
                Encoding.UTF8.GetString(settings).TrimStart('\uFEFF'),
                documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            )!
            .AsObject();

    private static bool IsSubsequence(IEnumerable<char> part, string whole)
    {
        var at = 0;
        return part.All(c => (at = whole.IndexOf(c, at) + 1) > 0);
    }
}
