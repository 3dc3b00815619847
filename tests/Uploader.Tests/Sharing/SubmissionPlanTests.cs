using System.Text;
using ToolTime.Calendar;
using ToolTime.Recording.Usage;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Tests.Sharing;

public sealed class SubmissionPlanTests
{
    private const string Secret = "secret";

    private static readonly DateOnly EpochEnd = new(2026, 11, 29);

    [Fact]
    public void Make_DaysOfTwoEpochs_AreSentUnderTwoTokens()
    {
        var plan = Make(new ShareLedger(), [.. Enumerable.Range(-3, 8).Select(i => Cell(EpochEnd.AddDays(i)))]);
        Assert.Equal(
            [EpochToken.Derive(Secret, Epoch.Numbered(37)), EpochToken.Derive(Secret, Epoch.Numbered(38))],
            plan.Select(submission => submission.Token)
        );
        Assert.Equal([4, 4], plan.Select(s => s.Cells.Count));
    }

    [Fact]
    public void Make_TwoClients_AreSentApart()
    {
        var plan = Make(new ShareLedger(), Cell(EpochEnd, "codex"), Cell(EpochEnd));
        Assert.Equal(["claude-code", "codex"], plan.Select(s => s.Client));
    }

    [Fact]
    public void Make_ClientWhoseDaysWaitLonger_GoesFirst()
    {
        var plan = Make(new ShareLedger(), Cell(EpochEnd), Cell(EpochEnd, "codex"), Cell(EpochEnd, "qwen"), Cell(EpochEnd.AddDays(-1), "qwen"));
        Assert.Equal(["qwen", "claude-code", "codex"], plan.Select(s => s.Client));
    }

    [Fact]
    public void Make_MoreDaysThanASubmissionTakes_AreSplit() =>
        Assert.Equal(
            [8, 1],
            Make(new ShareLedger(), [.. Enumerable.Range(0, 9).Select(i => Cell(EpochEnd.AddDays(-i)))]).Select(s => s.Cells.Count)
        );

    [Fact]
    public void Make_DaysOverTheSize_AreSplit()
    {
        var tools = Enumerable.Range(0, 200).ToDictionary(i => $"{i:000}{new string('x', 97)}", _ => new ToolCount { Calls = 100_000 });
        var plan = Make(
            new ShareLedger(),
            [.. Enumerable.Range(0, 8).Select(i => Cell(EpochEnd.AddDays(-i), tools: tools, skills: tools.Keys))]
        );
        Assert.True(plan.Count > 1);
        Assert.Equal(8, plan.Sum(s => s.Cells.Count));
        Assert.All(plan, s => Assert.InRange(s.Body.Length, 1, Submission.MaxBytes));
    }

    [Fact]
    public void Make_OneCell_IsTheWiresReport()
    {
        var submission = Assert.Single(Make(new ShareLedger(), Cell(EpochEnd, revision: 5)));
        Assert.Equal(
            $$$"""{"schema":2,"submission_token":"{{{submission.Token}}}","client":"claude-code","client_version":"1.2.3","days":[{"day":"2026-11-29","revision":5,"tools":{"Bash":{"calls":1,"observed_calls":0,"errors":0,"rejections":0}},"skills":{},"mcp_servers":{},"plugins":[],"models":{},"edit_without_read":null}]}""",
            Encoding.UTF8.GetString(submission.Body));
    }

    [Theory]
    [InlineData("kept", true, null)]
    [InlineData("refused", true, null)]
    [InlineData("behind", true, 101L)]
    [InlineData("kept", false, 101L)]
    [InlineData("refused", false, 101L)]
    public void Make_CellThatWasSent_GoesAgainOnlyWithSomethingNew(string outcome, bool isSame, long? revision)
    {
        var cell = Cell(EpochEnd, revision: 7);
        var entry = new LedgerEntry { Revision = 100, Content = isSame ? cell.Content : "other", Outcome = outcome, At = "" };
        var plan = Make(new ShareLedger().With(EpochEnd, "claude-code", entry), cell);
        Assert.Equal(revision, plan.SingleOrDefault()?.Cells[0].Cell.Revision);
    }

    [Fact]
    public void Settle_EachOutcome_IsWrittenForEachDay()
    {
        var plan = Assert.Single(Make(new ShareLedger(), Cell(EpochEnd, revision: 5), Cell(EpochEnd.AddDays(-1), revision: 6)));
        Assert.Equal("kept kept", Settled(new SendOutcome.Accepted()));
        Assert.Equal("refused refused", Settled(new SendOutcome.Refused("")));
        Assert.Equal("kept kept", Settled(new SendOutcome.Duplicate(6)));
        Assert.Equal("kept kept", Settled(new SendOutcome.Duplicate(null)));
        Assert.Equal("behind behind", Settled(new SendOutcome.Duplicate(7)));
        Assert.Equal("", Settled(new SendOutcome.TryLater("", null)));

        string Settled(SendOutcome outcome) =>
            string.Join(' ', plan.Settle(new ShareLedger(), outcome, "", "s").Cells.Select(cell => cell.Value.Outcome));
    }

    [Fact]
    public void Settle_ServerAhead_RemembersItsRevision()
    {
        var plan = Assert.Single(Make(new ShareLedger(), Cell(EpochEnd, revision: 5)));
        Assert.Equal(900, plan.Settle(new ShareLedger(), new SendOutcome.Duplicate(900), "", "s").Cells.Single().Value.Revision);
    }

    private static IReadOnlyList<PlannedSubmission> Make(ShareLedger ledger, params ShareableCell[] cells) =>
        SubmissionPlan.Make(cells, ledger, Secret, "1.2.3");

    private static ShareableCell Cell(
        DateOnly day,
        string client = "claude-code",
        long revision = 1,
        Dictionary<string, ToolCount>? tools = null,
        IEnumerable<string>? skills = null
    ) =>
        ShareableCell.Create(
            client,
            new DayCell
            {
                Day = day,
                Revision = revision,
                Tools = new(tools ?? new() { ["Bash"] = new ToolCount { Calls = 1 } }),
                Skills = new((skills ?? []).ToDictionary(name => name, _ => new SkillCount { Calls = 1 })),
                McpServers = [],
                Plugins = [],
                Models = [],
            }
        );
}
