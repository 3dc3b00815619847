using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class HidingTallyTests
{
    private static readonly PrivacyOptions Limits = new() { MinimumSubmitters = 2, MinimumForValues = 3, MinimumForDeciles = 3, LargestMargin = 0 };

    [Fact]
    public void Counts_OfCellsThatRulesHide_AreByRule()
    {
        var hiding = new HidingTally();
        var tally = new WeekTally();
        tally.Add([]);
        tally.Add([]);
        tally.PassOver();

        // A skill has two details beside its submitters: its calls, and their quartiles.
        CellDraft few = Cell("few", 1), plain = Cell("plain", 1, 1), dominated = Cell("dominated", 9, 1, 1), following = Cell("following", 1, 1, 1, 1, 1);
        CellDraft[] cells = [few, plain, dominated, following];
        foreach (var cell in cells)
        {
            DetailLevels.Tell(cell, margin: 0, Limits);
            hiding.AfterLevels(cell);
            Steadiness.Hide(cell, Limits);
            hiding.AfterSteadiness(cell);
            Dominance.Hide(cell, Limits);
            hiding.AfterDominance(cell);
        }

        following.Hide(Detail.Submitters);
        hiding.AtEnd(tally, cells);
        Assert.Equal(
            new HiddenCounts
            {
                Submitters = 2, Immature = 1, Cells = 4, CellsOfFew = 1, CellsThatFollow = 1, Details = 6, DetailsOfFew = 2, DetailsOfOneOrTwo = 2, DetailsThatFollow = 1,
            },
            hiding.Counts);
    }

    [Fact]
    public void Counts_OfClientsWithoutAName_AreNone()
    {
        var hiding = new HidingTally();
        var cell = new CellDraft(new(AgentClient.Unknown, new(Dimension.Skill, "name")), new());
        hiding.AfterLevels(cell);
        hiding.AfterDominance(cell);
        hiding.AtEnd(new(), [cell]);
        Assert.Equal(0, hiding.Counts.Cells);
    }

    /// <summary>Three alike: of no more than twenty no median of rates is told, nor a mean of them, each sum is dominated, and nobody counted rejections.</summary>
    [Fact]
    public void Counts_RatesThatFewCouldMove_AreCountedByThemselves()
    {
        var tally = new CellTally();
        for (var number = 0; number < 3; number++)
        {
            tally.Add(new(10, 10, 1, 0, 0));
        }

        var (hiding, cell) = (new HidingTally(), new CellDraft(new(null, new(Dimension.Tool, "name")), tally));
        DetailLevels.Tell(cell, margin: 0, Limits);
        hiding.AfterLevels(cell);
        Steadiness.Hide(cell, Limits);
        hiding.AfterSteadiness(cell);
        Dominance.Hide(cell, Limits);
        hiding.AfterDominance(cell);
        hiding.AtEnd(new(), [cell]);
        var counts = hiding.Counts;
        Assert.Equal((8, 2, 2, 2, 0), (counts.Details, counts.DetailsOfFew, counts.DetailsUnsteady, counts.DetailsOfOneOrTwo, counts.DetailsThatFollow));
    }

    [Fact]
    public void Decode_WeekOfBeforeMediansHadToBeSteady_HasNone()
    {
        var before = System.Text.Encoding.UTF8.GetString((new HidingTally().Counts with { Cells = 7 }).Encode()).Replace("\"details_unsteady\":0,", "", StringComparison.Ordinal);
        Assert.DoesNotContain("unsteady", before, StringComparison.Ordinal);
        Assert.Equal((7, 0), (HiddenCounts.Decode(System.Text.Encoding.UTF8.GetBytes(before)).Cells, HiddenCounts.Decode(System.Text.Encoding.UTF8.GetBytes(before)).DetailsUnsteady));
    }

    [Fact]
    public void Encode_ThenDecode_IsTheSame()
    {
        var counts = new HidingTally().Counts with { Cells = 7, DetailsOfOneOrTwo = 3 };
        Assert.Equal(counts, HiddenCounts.Decode(counts.Encode()));
        Assert.Contains("\"details_of_one_or_two\":3", System.Text.Encoding.UTF8.GetString(counts.Encode()), StringComparison.Ordinal);
    }

    private static CellDraft Cell(string name, params int[] calls)
    {
        var tally = new CellTally();
        foreach (var call in calls)
        {
            tally.Add(new(call, 0, 0, 0, 0));
        }

        return new(new(null, new(Dimension.Skill, name)), tally);
    }
}
