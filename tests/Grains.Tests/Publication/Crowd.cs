using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>A week's submitters, each with one day cell, and what is published of them under the default limits.</summary>
internal sealed class Crowd
{
    public static readonly PrivacyOptions Limits = new();

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
        _submitters.ForEach(tally.Add);
        return tally;
    }

    public StatsTables Tables() => new(Tally(), Limits);

    public WeekTally ShuffledTally(Random random)
    {
        var tally = new WeekTally();
        var submitters = _submitters.ToArray();
        random.Shuffle(submitters);
        Array.ForEach(submitters, tally.Add);
        return tally;
    }
}
