using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using ToolTime.Api.Problems;
using ToolTime.Api.Submissions;
using ToolTime.Names;
using ToolTime.Silo.Tests.Faults.Fuzz;
using ToolTime.Submissions;

namespace ToolTime.Api.Tests.Submissions;

/// <summary>What is read in one pass is read exactly as the document would be, or not at all.</summary>
public sealed class PlainDayCellsTests
{
    private const int Bodies = 20_000;

    private static readonly NameList Names = NameList.Shipped.With(
        OperatorNames.Parse("add tool My_Tool\nblock tool Grep\nadd plugin a@b/c")
    );

    [Fact]
    public void Read_ChangedBodies_AgreesWithTheDocumentWhereItReads()
    {
        var seed = Random.Shared.Next();
        var mutator = new BodyMutator(new(seed));
        var plain = 0;
        for (var index = 0; index < Bodies; index++)
        {
            var body = mutator.Next();
            if (Utf8.IsValid(body) && PlainDayCells.Read(body, Names, () => new()) is { } read)
            {
                plain++;
                Assert.True(
                    AreAlike(SubmissionParser.ParseWhole(body, Names, new FaultList()), read),
                    $"Seed {seed}: {Encoding.UTF8.GetString(body)}"
                );
            }
        }

        Assert.InRange(plain, Bodies / 20, Bodies);
    }

    [Theory]
    [InlineData("""{"Bash":{"calls":3,"observed_calls":3,"errors":1,"rejections":null},"Read":{"calls":2}}""", 0)]
    [InlineData("""{"a":{"calls":3,"errors":1},"b":{"calls":2},"Grep":{"calls":5,"errors":0,"rejections":1},"My_Tool":{"calls":1}}""", 3)]
    [InlineData("""{"mcp__github__x":{"calls":3},"mcp__GitHub__y":{"calls":2},"mcp__nobody__y":{"calls":2}}""", 3)]
    [InlineData("""{"Bash":{"calls":3,"median_ms":86400000,"timed_calls":3},"My_Tool":{"calls":1,"median_ms":0,"timed_calls":1}}""", 0)]
    [InlineData("""{"a":{"calls":3,"median_ms":5,"timed_calls":2},"b":{"calls":3,"median_ms":7,"timed_calls":1},"Bash":{"calls":1,"median_ms":null}}""", 2)]
    [InlineData("""{}""", 0)]
    public void Read_Tools_AreThoseOfTheDocument(string tools, int bucketed)
    {
        var body = BodyOf("tools", tools);
        var read = PlainDayCells.Read(body, Names, () => new());

        Assert.True(AreAlike(SubmissionParser.ParseWhole(body, Names, new FaultList()), read));
        Assert.Equal(bucketed, read!.Bucketed);
    }

    [Theory]
    [InlineData("""{"pdf":3,"commit":{"calls":2,"by_user":1},"nobodys":{"calls":2},"nobodys-too":{"calls":2,"by_user":null}}""")]
    [InlineData("""{"nobodys":{"calls":2,"by_user":1},"nobodys-too":{"calls":3,"by_user":3}}""")]
    public void Read_Skills_AreThoseOfTheDocument(string skills)
    {
        var body = BodyOf("skills", skills);
        var read = PlainDayCells.Read(body, Names, () => new());
        Assert.NotNull(read);
        Assert.True(AreAlike(SubmissionParser.ParseWhole(body, Names, new FaultList()), read));
    }

    [Theory]
    [InlineData("tools", """{"Bash":{"calls":3,"median_ms":1}}""")]
    [InlineData("tools", """{"Bash":{"calls":3,"timed_calls":1}}""")]
    [InlineData("tools", """{"Bash":{"calls":3,"median_ms":1,"timed_calls":4}}""")]
    [InlineData("tools", """{"Bash":{"calls":3,"median_ms":1,"timed_calls":0}}""")]
    [InlineData("tools", """{"Bash":{"calls":3,"median_ms":86400001,"timed_calls":1}}""")]
    [InlineData("skills", """{"pdf":{"calls":1,"by_user":2}}""")]
    [InlineData("skills", """{"pdf":{"by_user":1}}""")]
    [InlineData("skills", """{"pdf":{"calls":1,"errors":0}}""")]
    [InlineData("tools", """{"Bash":{"calls":3},"Bash":{"calls":2}}""")]
    [InlineData("tools", """{"secret":{"calls":3},"secret":{"calls":2}}""")]
    [InlineData("tools", """{"B\u0061sh":{"calls":3}}""")]
    [InlineData("tools", """{"Bash":{"calls":3,"calls":3}}""")]
    [InlineData("tools", """{"Bash":{"calls":null}}""")]
    [InlineData("tools", """{"Bash":{"calls":3,"observed_calls":4}}""")]
    [InlineData("tools", """{"Bash":{"calls":3.0}}""")]
    [InlineData("tools", """{"Bash":{"calls":100001}}""")]
    [InlineData("tools", """{"Bash":{"errors":1}}""")]
    [InlineData("tools", """{"Bash":3}""")]
    [InlineData("tools", """{"":{"calls":3}}""")]
    [InlineData("tools", "null")]
    [InlineData("skills", """{"pdf":null}""")]
    [InlineData("mcp_servers", """{"github":{"calls":1,"rejections":0}}""")]
    [InlineData("plugins", """["a","a"]""")]
    [InlineData("plugins", """["a b"]""")]
    [InlineData("edit_without_read", "-1")]
    [InlineData("day", "\"2026-02-30\"")]
    [InlineData("revision", "9007199254740993")]
    [InlineData("other", "1")]
    public void Read_NotPlain_IsLeftToTheDocument(string member, string value) =>
        Assert.Null(PlainDayCells.Read(BodyOf(member, value), Names, () => new()));

    [Fact]
    public void Parse_CountsThatAreClamped_ReportsWhereTheyStand()
    {
        var body = BodyOf("tools", """{"Read":{"calls":1},"Bash":{"calls":90000}}""");
        var parsed = SubmissionParser.Parse(body, Names, new FaultList())!;

        var place = parsed.Positions().Locate(new() { Day = 0, Dimension = Usage.Dimension.Tool, Name = "Bash", Counted = 2_000 });

        Assert.Equal(new ClampedMember("/days/0/tools", 1, 2_000), place);
    }

    private static byte[] BodyOf(string member, string value)
    {
        var report = Report.DayCell();
        report["submission_token"] = Report.NewToken();
        var day = (JsonObject)report["days"]![0]!;
        day[member] = "VALUE";
        return Encoding.UTF8.GetBytes(report.ToJsonString().Replace("\"VALUE\"", value, StringComparison.Ordinal));
    }

    private static bool AreAlike(ParsedSubmission? left, ParsedSubmission? right) =>
        left is { Submission: DayCellSubmission leftCells }
        && right is { Submission: DayCellSubmission rightCells }
        && (left.Token, left.Epoch, left.Generated, left.Bucketed, leftCells.Client)
            == (right.Token, right.Epoch, right.Generated, right.Bucketed, rightCells.Client)
        && leftCells
            .Days.Select(day => (day.Day, day.Revision, day.Report.EditsWithoutRead))
            .SequenceEqual(rightCells.Days.Select(day => (day.Day, day.Revision, day.Report.EditsWithoutRead)))
        && leftCells.Days.Zip(rightCells.Days).All(days => days.First.Report.Counts.SequenceEqual(days.Second.Report.Counts));
}
