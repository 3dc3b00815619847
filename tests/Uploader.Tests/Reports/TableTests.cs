using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Tests.Reports;

public sealed class TableTests
{
    private static readonly TableStyle Plain = new(IsPlain: true);

    private static readonly UsageRow Row = UsageRow.From(new UsageTally()) with
    {
        Period = "2026-11-20",
        Models = ["claude-opus-4-6", "claude-sonnet-4-5", "gpt-5-codex"],
        InputTokens = 1_234_567_890,
        OutputTokens = 987_654_321,
        CacheReadTokens = 55_555_555_555,
        TotalTokens = 57_777_777_766,
        CostUsd = 12_345.678m,
        Calls = 43_210,
        ObservedCalls = 40_000,
        Errors = 1_234,
        Rejections = 5,
        EditsWithoutRead = 0,
    };

    public static TheoryData<int> Widths { get; } =
    [.. Enumerable.Range(Terminal.LeastWidth, Terminal.MostWidth - Terminal.LeastWidth + 1)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Render_AnyWidth_FitsAndKeepsWhatMatters(int width)
    {
        foreach (
            var lines in new[]
            {
                Lines(ReportColumns.Period("Day"), Row, width),
                Lines(ReportColumns.Model, Row with { Model = "claude-opus-4-6", Client = "claude-code" }, width),
            }
        )
        {
            Assert.All(lines, line => Assert.InRange(TextWidth.Measure(line), 1, width));
            Assert.Contains("$12,345.68", lines[1], StringComparison.Ordinal);
        }

        foreach (
            var line in Lines(
                ReportColumns.Sessions(TimeZoneInfo.Utc),
                Row with
                {
                    Session = "f8fcc89f-ebd9-4800-addc-a5adf994892c",
                    Project = "測試測試測試測試",
                    Client = "claude-code",
                },
                width
            )
        )
        {
            Assert.InRange(TextWidth.Measure(line), 1, width);
        }
    }

    [Fact]
    public void Render_Wide_WritesAllOut() =>
        Assert.Equal(
            [
                "Day         Models                           Input       Output  Cache write      Cache read           Total        Cost   Calls  Errors  Rejected  Unread edits",
                "2026-11-20  opus-4-6, sonnet-4-5, …  1,234,567,890  987,654,321            0  55,555,555,555  57,777,777,766  $12,345.68  43,210    3.1%      0.0%             0",
            ],
            Lines(ReportColumns.Period("Day"), Row, 160, isOnly: true));

    [Fact]
    public void Render_Narrow_LeavesOutTheLeastImportant() =>
        Assert.Equal(
            [
                "Day         Input  Output  Cache read  Total        Cost",
                "2026-11-20  1.23G    988M       55.6G  57.8G  $12,345.68",
                "--------------------------------------------------------",
                "Total       1.23G    988M       55.6G  57.8G  $12,345.68",
            ],
            Lines(ReportColumns.Period("Day"), Row, 60));

    [Fact]
    public void Render_OnATerminal_MarksHeadings()
    {
        var lines = new Table<UsageRow>(ReportColumns.Period("Day"), [Row], null).Render(
            60,
            isCompact: false,
            new TableStyle(IsPlain: false)
        );
        Assert.StartsWith("\e[1mDay", lines.First(), StringComparison.Ordinal);
    }

    [Fact]
    public void Cost_ModelsWithoutAPrice_IsMarked()
    {
        Assert.Equal("?", Figure.Cost(Row with { CostUsd = null, UnpricedModels = ["made-up"] }));
        Assert.Equal("$0.00 ?", Figure.Cost(Row with { CostUsd = 0.000175m, UnpricedModels = ["made-up"] }));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1_000, "1.00k")]
    [InlineData(9_994, "9.99k")]
    [InlineData(9_995, "10.0k")]
    [InlineData(99_950, "100k")]
    [InlineData(999_499, "999k")]
    [InlineData(1_234_567, "1.23M")]
    [InlineData(57_777_777_766, "57.8G")]
    public void Short_Number_HasThreeDigits(long number, string text) => Assert.Equal(text, Figure.Short(number));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("測試", 4)]
    [InlineData("e\u0301t\u00e9", 3)]
    [InlineData("🦞", 2)]
    public void Of_Text_IsItsCells(string text, int width) => Assert.Equal(width, TextWidth.Measure(text));

    [Fact]
    public void Cut_WideCharacters_NeverExceedsTheWidth() => Assert.Equal("測…", TextWidth.Cut("測試測試", 4));

    private static List<string> Lines(IReadOnlyList<TableColumn<UsageRow>> columns, UsageRow row, int width, bool isOnly = false) =>
        [
            .. new Table<UsageRow>(columns, [row], isOnly ? null : row with { Period = null, Session = null, Model = null }).Render(
                width,
                isCompact: false,
                Plain
            ),
        ];
}
