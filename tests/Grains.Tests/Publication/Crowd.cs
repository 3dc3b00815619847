using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>A week's submitters, each with one day cell, and what is published of them under the default minimums, unrounded and without a margin.</summary>
internal sealed class Crowd
{
    public static readonly PrivacyOptions Limits = Given.Exact();

    private readonly List<SubmitterRows> _submitters = [];

    /// <summary>Adds submitters, each of whom counted the same.</summary>
    public Crowd With(int submitters, params UsageCount[] counts) => With(submitters, _ => counts);

    public Crowd With(int submitters, Func<int, UsageCount[]> counts, AgentClient client = AgentClient.ClaudeCode, int? edits = null)
    {
        for (var i = 0; i < submitters; i++)
        {
            var cell = Given.Cell(Given.Monday, client, counts(i));
            _submitters.Add(new(Given.Submitter(_submitters.Count), [cell with { Report = cell.Report with { EditsWithoutRead = edits } }]));
        }

        return this;
    }

    public WeekTally Tally()
    {
        var tally = new WeekTally();
        _submitters.ForEach(submitter => tally.Add(submitter.Rows));
        return tally;
    }

    public StatsTables Tables() => new(ToldCells.Of(StatsQuery.NewestWeek, Cells(), Given.Names, Limits), Limits);

    public IReadOnlyList<PublishedCell> Cells() => Tell(Tally());

    public static IReadOnlyList<PublishedCell> Tell(WeekTally tally) => new PublicationRules(Limits, Given.Names, Given.Secret).Tell(Given.Week, tally);

    public WeekTally ShuffledTally(Random random)
    {
        var tally = new WeekTally();
        var submitters = _submitters.ToArray();
        random.Shuffle(submitters);
        Array.ForEach(submitters, submitter => tally.Add(submitter.Rows));
        return tally;
    }
}
