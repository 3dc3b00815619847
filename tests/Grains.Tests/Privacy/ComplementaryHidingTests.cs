using ToolTime.Grains.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

/// <summary>Cells are told from ten submitters, without a margin; combined hidden parts must hold ten too.</summary>
public sealed class ComplementaryHidingTests
{
    private const AgentClient Claude = AgentClient.ClaudeCode;
    private const AgentClient Codex = AgentClient.Codex;
    private const AgentClient Gemini = AgentClient.Gemini;

    private static readonly UsageName Bash = new(Dimension.Tool, "Bash");
    private static readonly UsageName GitHub = new(Dimension.McpServer, "github");
    private static readonly UsageName Search = new(Dimension.Tool, "mcp__github__search_code");
    private static readonly UsageName Others = new(Dimension.Tool, "mcp__github__*");

    [Fact]
    public void Apply_OneHiddenClient_HidesTheSmallestToldOneToo() =>
        AssertTold("* Bash, ClaudeCode Bash", (null, Bash, 60), (Claude, Bash, 40), (Codex, Bash, 15), (Gemini, Bash, 5));

    [Fact]
    public void Apply_TwoHiddenWithFewTogether_HidesAnotherToo() =>
        AssertTold("* Bash", (null, Bash, 60), (Claude, Bash, 54), (Codex, Bash, 4), (Gemini, Bash, 2));

    [Fact]
    public void Apply_TwoHiddenWithEnoughTogether_HidesNoMore() =>
        AssertTold("* Bash, ClaudeCode Bash", (null, Bash, 60), (Claude, Bash, 44), (Codex, Bash, 9), (Gemini, Bash, 7));

    [Fact]
    public void Apply_AHiddenTotal_HidesItsSmallestPart() =>
        AssertTold("ClaudeCode Bash", hidden: (null, Bash), (null, Bash, 60), (Claude, Bash, 40), (Codex, Bash, 20));

    [Fact]
    public void Apply_AClientThatTellsNoName_IsHiddenFirst() =>
        AssertTold("* Bash, ClaudeCode Bash", (null, Bash, 60), (Claude, Bash, 15), (AgentClient.Unknown, Bash, 40), (Gemini, Bash, 5));

    [Fact]
    public void Apply_OnlyOneClientAtAll_IsWhatItsTotalIs() =>
        AssertTold("* Bash, ClaudeCode Bash", (null, Bash, 12), (Claude, Bash, 12));

    [Fact]
    public void Apply_OneHiddenToolOfAServer_HidesAnotherOfIt() =>
        AssertTold("* github", (null, GitHub, 30), (null, Search, 24), (null, Others, 6));

    [Fact]
    public void Apply_OneHiddenModel_HidesAnotherButNotInTheSums() => AssertTold(
        "* everything, * a",
        (null, UsageName.Everything, 60), (null, new(Dimension.Model, "a"), 40), (null, new(Dimension.Model, "b"), 15), (null, new(Dimension.Model, "c"), 2));

    /// <summary>Codex's other tools are few, which hides its search; that leaves Claude's search alone to tell, and then Claude's other tools.</summary>
    [Fact]
    public void Apply_HidingThatCallsForMore_RunsToItsFixedPoint() => AssertTold(
        "* mcp__github__*, * mcp__github__search_code, * github, ClaudeCode github, Codex github",
        (null, GitHub, 90), (Claude, GitHub, 60), (Codex, GitHub, 30),
        (null, Search, 80), (Claude, Search, 55), (Codex, Search, 25),
        (null, Others, 36), (Claude, Others, 30), (Codex, Others, 6));

    [Fact]
    public void Apply_CellsInAnyOrder_HidesTheSame()
    {
        (AgentClient?, UsageName, int)[] cells = [(null, Bash, 60), (Claude, Bash, 20), (Codex, Bash, 20), (Gemini, Bash, 5), (AgentClient.OpenCode, Bash, 15)];
        Assert.All(Given.OrdersOf(cells), order => AssertTold("* Bash, ClaudeCode Bash, Codex Bash", [.. order]));
    }

    /// <summary>Of 120 submitters one client's 70 have a sum and the other's 50, of whom 40 observed anything, have none: their sum would follow.</summary>
    [Fact]
    public void Apply_ASumThatFollowsFromOthers_IsHiddenAndTheSubmittersStay()
    {
        var limits = Given.Exact();
        CellDraft[] cells =
        [
            Draft((null, Bash), (70, new(10, 10, 1, 0, 0)), (40, new(10, 10, 1, 0, 0)), (10, new(10, 0, 0, 0, 0))),
            Draft((Claude, Bash), (70, new(10, 10, 1, 0, 0))),
            Draft((Codex, Bash), (40, new(10, 10, 1, 0, 0)), (10, new(10, 0, 0, 0, 0))),
        ];
        Array.ForEach(cells, cell => DetailLevels.Tell(cell, 0, limits));
        Assert.Equal([true, true, false], cells.Select(cell => cell.Tells(Detail.ObservedCalls)));

        ComplementaryHiding.Apply(cells, limits);

        Assert.Equal([true, false, false], cells.Select(cell => cell.Tells(Detail.ObservedCalls)));
        Assert.All(cells, cell => Assert.True(cell.Tells(Detail.Submitters) && cell.Tells(Detail.Calls)));
    }

    /// <summary>Where margins blur numbers of submitters, these stay, and whether a second client is there changes nothing.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(8, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void Apply_NumbersAreBlurred_TellsTheSameWhetherSomebodyHasAnotherClient(int others, bool totalIsHidden)
    {
        var limits = Given.Exact();
        limits.LargestMargin = limits.MinimumSubmitters;
        List<CellDraft> cells = [Draft((null, Bash), (70 + others, new(10, 10, 1, 0, 0))), Draft((Claude, Bash), (70, new(10, 10, 1, 0, 0)))];
        if (others > 0)
        {
            cells.Add(Draft((Codex, Bash), (others, new(10, 10, 1, 0, 0))));
        }

        cells.ForEach(cell => DetailLevels.Tell(cell, 0, limits));
        if (totalIsHidden)
        {
            cells[0].Hide(Detail.Calls);
        }

        ComplementaryHiding.Apply(cells, limits);

        Assert.All(cells[..2], cell => Assert.True(cell.Tells(Detail.Submitters) && cell.Tells(Detail.Quartiles)));
        Assert.Equal([!totalIsHidden, false], cells[..2].Select(cell => cell.Tells(Detail.Calls)));
    }

    private static void AssertTold(string told, params (AgentClient? Client, UsageName Name, int Submitters)[] cells) => AssertTold(told, hidden: null, cells);

    private static void AssertTold(string told, (AgentClient? Client, UsageName Name)? hidden, params (AgentClient? Client, UsageName Name, int Submitters)[] cells)
    {
        var limits = Given.Exact(minimumForValues: 1_000);
        List<CellDraft> drafts = [.. cells.Select(cell => Draft((cell.Client, cell.Name), (cell.Submitters, new(1, 0, 0, 0, 0))))];
        drafts.ForEach(draft => DetailLevels.Tell(draft, 0, limits));
        drafts.Where(draft => hidden is { } key && draft.Key == new CellKey(key.Client, key.Name)).ToList().ForEach(draft => draft.Hide(Detail.Submitters));

        ComplementaryHiding.Apply(drafts, limits);

        Assert.Equal(told, string.Join(", ", drafts.Where(draft => draft.Tells(Detail.Submitters)).OrderBy(draft => draft.Key).Select(TextOf)));
    }

    private static string TextOf(CellDraft draft) =>
        $"{draft.Key.Client?.ToString() ?? "*"} {(draft.Key.Name == UsageName.Everything ? "everything" : draft.Key.Name.Name)}";

    private static CellDraft Draft((AgentClient? Client, UsageName Name) key, params (int Submitters, Measure Measure)[] groups)
    {
        var tally = new CellTally();
        foreach (var (submitters, measure) in groups)
        {
            for (var number = 0; number < submitters; number++)
            {
                tally.Add(measure);
            }
        }

        return new(new(key.Client, key.Name), tally);
    }
}
