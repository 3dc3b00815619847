using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>A week's submitters, each with one day cell, and what is published about them.</summary>
internal sealed class Crowd
{
    private readonly List<SubmitterRows> _submitters = [];

    /// <summary>Adds submitters with equal counts.</summary>
    public Crowd With(int submitters, params UsageCount[] counts) => With(submitters, _ => counts);

    public Crowd With(int submitters, Func<int, UsageCount[]> counts, AgentClient client = AgentClient.ClaudeCode, int? edits = null)
    {
        for (var i = 0; i < submitters; i++)
        {
            var cell = Given.Cell(Given.Monday, client, counts(i));
            _submitters.Add(
                new(Given.Submitter(_submitters.Count), [cell with { Report = cell.Report with { EditsWithoutRead = edits } }])
            );
        }

        return this;
    }

    public StatsTableBuilder Tables() => new(new DocumentCells(Cells(), client: null, Given.Names));

    /// <summary>The week's publication.</summary>
    public WindowPublication Published(DateOnly monday) =>
        new(
            StatsWindowKind.Week,
            monday,
            monday.AddDays(6),
            default,
            IsFinal: true,
            MinimumSubmitters: 10,
            StatsWindow.CurrentRules,
            ReportersOfHour: 0,
            [.. Cells()]
        );

    public IReadOnlyList<PublishedCell> Cells(StatsWindowKind window = StatsWindowKind.Week) => Publish(Tally(window), window);

    public WindowTally Tally(StatsWindowKind window = StatsWindowKind.Week)
    {
        var tally = new WindowTally();
        _submitters.ForEach(submitter => tally.Add(NormalizedNames.Normalize(submitter.Rows, Given.Names), window));
        return tally;
    }

    public static IReadOnlyList<PublishedCell> Publish(WindowTally tally, StatsWindowKind window = StatsWindowKind.Week) =>
        new PublicationRules(window, new(10)).Publish(tally);

    /// <summary>What is published for a tool over all clients.</summary>
    public CellFigures? Tool(string name) =>
        Cells().SingleOrDefault(cell => cell.Key == new CellKey(null, new(Dimension.Tool, name)))?.Figures;
}
