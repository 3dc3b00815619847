using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Grains.Publication;

/// <summary>Adds a window's submitters up, name by name. The order in which they come does not matter.</summary>
internal sealed class WeekTally
{
    private readonly Dictionary<UsageName, NameTally> _names = [];
    private readonly List<double> _editsWithoutRead = [];

    /// <summary>Distinct submitters.</summary>
    public int Submitters { get; private set; }

    /// <summary>Rows that count.</summary>
    public long Reports { get; private set; }

    /// <summary>Submitters who measured edits without read.</summary>
    public int SubmittersWithEdits => _editsWithoutRead.Count;

    /// <summary>The median of submitters' edits without read; there must be one.</summary>
    public double EditsWithoutReadMedian()
    {
        _editsWithoutRead.Sort();
        return Quantile.Of(_editsWithoutRead, 0.5);
    }

    /// <summary>The tallies of a dimension's names.</summary>
    public IEnumerable<(string Name, NameTally Tally)> Of(Dimension dimension) =>
        _names.Where(pair => pair.Key.Dimension == dimension).Select(pair => (pair.Key.Name, pair.Value));

    /// <summary>Adds one submitter, whom no other call may name.</summary>
    public void Add(SubmitterRows submitter)
    {
        var usage = SubmitterUsage.Of(submitter.Rows);
        Submitters++;
        Reports += usage.Reports;
        if (usage.EditsWithoutRead is { } edits)
        {
            _editsWithoutRead.Add(edits);
        }

        foreach (var (name, measure) in usage.Measures)
        {
            if (!_names.TryGetValue(name, out var tally))
            {
                _names.Add(name, tally = new());
            }

            tally.Add(measure);
        }
    }
}
