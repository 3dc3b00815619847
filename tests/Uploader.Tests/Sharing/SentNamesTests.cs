using ToolTime.Recording.Usage;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Tests.Sharing;

public sealed class SentNamesTests
{
    [Fact]
    public void Fold_ADayWithPrivateNames_SendsTheirCountsWithoutThem()
    {
        var cell = new DayCell
        {
            Day = new(2026, 11, 20),
            Revision = 7,
            Tools = new(StringComparer.Ordinal)
            {
                ["Bash"] = Tool(3),
                ["acme_deploy"] = Tool(4),
                ["acme_login"] = Tool(5),
                ["mcp__github__acme"] = Tool(6),
                ["mcp__acme__get"] = Tool(7),
            },
            Skills = new(StringComparer.Ordinal)
            {
                ["pdf"] = new() { Calls = 1, ByUser = 1 },
                ["acme"] = new() { Calls = 2 },
            },
            McpServers = new(StringComparer.Ordinal)
            {
                ["GitHub"] = new()
                {
                    Calls = 2,
                    ObservedCalls = 1,
                    Errors = 1,
                    MedianMs = 90,
                    TimedCalls = 2,
                },
                ["github"] = new()
                {
                    Calls = 1,
                    ObservedCalls = 1,
                    Errors = 0,
                },
                ["acme"] = new()
                {
                    Calls = 9,
                    ObservedCalls = 0,
                    Errors = 0,
                    MedianMs = 90,
                    TimedCalls = 9,
                },
            },
            Plugins = ["acme@acme", "superpowers", "zacme"],
            Models = new(StringComparer.Ordinal) { ["claude-opus-4-5"] = 1, ["acme-llm"] = 2 },
        };

        var sent = SentNames.Normalize(cell);

        Assert.Equal(["Bash 3", "custom 16", "mcp__github__custom 6"], sent.Tools.Select(pair => $"{pair.Key} {pair.Value.Calls}"));
        var custom = sent.Tools["custom"];
        Assert.Equal((16, 6, 3, 3), (custom.Calls, custom.ObservedCalls, custom.Errors, custom.Rejections));
        Assert.Equal(["custom 2 ", "pdf 1 1"], sent.Skills.Select(pair => $"{pair.Key} {pair.Value.Calls} {pair.Value.ByUser}"));
        Assert.Equal(
            ["Bash 120"],
            sent.Tools.Where(pair => pair.Value.MedianMs is not null).Select(pair => $"{pair.Key} {pair.Value.MedianMs}")
        );
        Assert.Equal((90, 2), (sent.McpServers["github"].MedianMs, sent.McpServers["github"].TimedCalls));
        Assert.Null(sent.McpServers["custom"].MedianMs);
        Assert.Equal(["custom 9 0", "github 3 1"], sent.McpServers.Select(pair => $"{pair.Key} {pair.Value.Calls} {pair.Value.Errors}"));
        Assert.Equal(["custom", "superpowers"], sent.Plugins);
        Assert.Equal(["claude-opus-4-5 1", "custom 2"], sent.Models.Select(pair => $"{pair.Key} {pair.Value}"));
        Assert.Equal((cell.Day, cell.Revision), (sent.Day, sent.Revision));
    }

    private static ToolCount Tool(int calls) =>
        new()
        {
            Calls = calls,
            ObservedCalls = 2,
            Errors = 1,
            Rejections = 1,
            MedianMs = 120,
            TimedCalls = calls,
        };
}
