using System.Text.Json;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Transcripts.Tests;

/// <summary>Damaged and unusual transcripts, each with its right answer.</summary>
public sealed class OddTranscriptTests
{
    public static TheoryData<string> Cases { get; } =
        [.. Directory.EnumerateDirectories(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "fixtures", "odd-transcripts");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_OddTranscript_IsItsRightAnswer(string name)
    {
        using var test = new TranscriptHome();
        test.CopyFrom(Path.Combine(Folder, name));
        using var expected = JsonDocument.Parse(File.ReadAllBytes(test.In("expected.json")));

        var read = test.Read();
        Assert.Equal(ReadUsage.Expected(expected.RootElement), read with { BytesRead = 0 });
        AssertLists(test, expected.RootElement);

        // What was stored gives the same, and nothing is read twice except what was still being written.
        var again = test.Read();
        Assert.Equal(read with { BytesRead = 0 }, again with { BytesRead = 0 });
        Assert.Equal(0, again.BytesRead);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_OddTranscriptByteByByteInTwoParts_IsTheSame(string name)
    {
        using var whole = new TranscriptHome();
        whole.CopyFrom(Path.Combine(Folder, name));
        var expected = whole.Read() with { BytesRead = 0 };

        using var test = new TranscriptHome();
        test.CopyFrom(Path.Combine(Folder, name));
        var files = Directory
            .EnumerateFiles(test.In(""), "*.jsonl", SearchOption.AllDirectories)
            .ToDictionary(path => path, File.ReadAllBytes);
        foreach (var (path, content) in files)
        {
            File.WriteAllBytes(path, content[..(content.Length * 2 / 5)]);
        }

        test.Read();
        foreach (var (path, content) in files)
        {
            using var file = new FileStream(path, FileMode.Append);
            file.Write(content.AsSpan(content.Length * 2 / 5));
        }

        Assert.Equal(expected, test.Read() with { BytesRead = 0 });
    }

    private static void AssertLists(TranscriptHome test, JsonElement expected)
    {
        var store = new IndexStore(test.Home);
        var source = new ReportSource(new UsageIndex(store, store.Catalog()), new ReportFilter(TimeZoneInfo.Utc));
        Check("days", () => UsageBreakdown.Daily(source).Select(row => row.Period!));
        Check("models", () => UsageBreakdown.Models(source).Select(row => row.Model!));
        Check("projects", () => UsageBreakdown.Projects(source).Select(project => project.Name).Order(StringComparer.Ordinal));
        Check("tools", () => new NameReport(source, CallGrouping.Tool).Rows().Select(row => row.Name));
        Check("mcp_servers", () => new NameReport(source, CallGrouping.McpServer).Rows().Select(row => row.Name));
        if (expected.TryGetProperty("sessions", out var sessions))
        {
            Assert.Equal(sessions.GetInt32(), UsageBreakdown.Sessions(source).Count);
        }

        if (expected.TryGetProperty("cost", out var cost))
        {
            Assert.Equal(cost.GetDecimal(), UsageBreakdown.Total(source).CostUsd);
        }

        if (expected.TryGetProperty("on_account", out var accounts))
        {
            foreach (var kind in accounts.EnumerateObject())
            {
                var rows = new NameReport(source, Enum.Parse<CallGrouping>(kind.Name)).Rows();
                Assert.Equal(
                    kind.Value.EnumerateObject().Select(row => (row.Name, row.Value.GetRawText())),
                    rows.Select(row => (row.Name, $"[{row.Calls},{row.Errors},{row.Attributed?.TotalTokens}]"))
                );
            }
        }

        void Check(string name, Func<IEnumerable<string>> found)
        {
            if (expected.TryGetProperty(name, out var names))
            {
                Assert.Equal(names.EnumerateArray().Select(value => value.GetString()!), found());
            }
        }
    }
}
