using ToolTime.Grains.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class KeptFiguresTests
{
    private static readonly CellFigures Shown = new()
    {
        Submitters = 300, Calls = 9_000, CallsAverage = 30, ObservedCalls = 8_000, Errors = 400, ErrorRate = 0.05, RejectableCalls = 8_000, Rejections = 80, RejectionRate = 0.01,
        CallsMedian = 20, CallsP25 = 10, CallsP75 = 40, CallsP10 = 5, CallsP90 = 90, ErrorRateMedian = 0.04,
    };

    [Fact]
    public void Of_NothingHiddenSince_IsWhatWasTold() => Assert.Equal(Shown, Kept(Shown));

    /// <summary>A sum that would follow now takes with it what was made of it, and nothing else.</summary>
    [Fact]
    public void Of_ASumHiddenSince_HidesWhatIsMadeOfIt()
    {
        Assert.Equal(Shown with { Calls = null, CallsAverage = null }, Kept(Shown, Detail.Calls));
        Assert.Equal(Shown with { ObservedCalls = null, Errors = null }, Kept(Shown, Detail.ObservedCalls));
        Assert.Equal(Shown with { RejectableCalls = null, Rejections = null }, Kept(Shown, Detail.RejectableCalls));
    }

    [Fact]
    public void Of_FiguresThatToldLess_TellsNoMore()
    {
        var less = Shown with { ErrorRate = null, Errors = null, CallsP10 = null, CallsP90 = null };
        Assert.Equal(less, Kept(less));
    }

    private static CellFigures Kept(CellFigures figures, params Detail[] hidden)
    {
        var cell = new CellDraft(new(null, new(Dimension.Tool, "Bash")), new());
        KeptFigures.Tell(cell, figures);
        Array.ForEach(hidden, cell.Hide);
        return KeptFigures.Of(cell, figures);
    }
}
