using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>
/// A plain model of a window, and a checker that knows who is behind each figure: what is published must match the model, have at least ten
/// submitters, and reveal no sum of fewer.
/// </summary>
internal sealed class PublishedProperties
{
    private const int Minimum = 10;

    private readonly Dictionary<CellKey, List<Use>> _uses = [];

    private readonly StatsWindowKind _window;

    /// <summary>Adds up all rows, submitter by submitter, without clamping: the rows must be small.</summary>
    public PublishedProperties(IEnumerable<SubmitterRows> submitters, StatsWindowKind window)
    {
        _window = window;
        foreach (var (number, submitter) in submitters.Index())
        {
            List<StoredRow> counted = [.. CountedOf(submitter.Rows)];
            Add(number, null, counted);
            AddUseOfAny(number, counted);
            foreach (var client in counted.GroupBy(row => row.Client))
            {
                Add(number, client.Key, client);
            }
        }
    }

    /// <summary>Compares a publication with the model, and checks what it reveals.</summary>
    public void Check(IReadOnlyList<PublishedCell> published)
    {
        var expected = _uses
            .Where(cell => cell.Value.Count >= Minimum && cell.Key.Client != AgentClient.Unknown)
            .Select(cell => cell.Key)
            .Order();
        Assert.Equal(expected, published.Select(cell => cell.Key).Where(IsModelled).Order());
        foreach (var cell in published.Where(cell => IsModelled(cell.Key)))
        {
            CheckCell(
                cell.Figures,
                _uses[cell.Key],
                hasCalls: cell.Key.Name.Dimension is Dimension.Tool or Dimension.Skill or Dimension.McpServer
            );
            CheckDurations(cell.Figures, _uses[cell.Key], isBucket: cell.Key.Name.Name is "" or "mcp__github__*");
            Assert.True(
                (cell.Key.Client is null && _window != StatsWindowKind.FourWeeks)
                    || (cell.Figures.Calls, cell.Figures.ObservedCalls, cell.Figures.CallsAverage) == (null, null, null)
            );
        }

        CheckServers(published.Where(cell => cell.Key.Client is null).ToDictionary(cell => cell.Key.Name, cell => cell.Figures));
    }

    private static bool IsModelled(CellKey key) => key.Name.Dimension != default || key.Name.IsUseOfAny;

    private static void CheckCell(CellFigures figures, List<Use> uses, bool hasCalls)
    {
        Assert.Equal(uses.Count, figures.Submitters);
        var observers = uses.Where(use => use.Observed > 0).ToList();
        var rates = uses.Where(use => use.Observed >= 5).Select(use => Rounding.Rate((double)use.Errors / use.Observed)).Order().ToList();
        Assert.Equal(hasCalls && observers.Count >= Minimum, figures.ErrorRate is not null);
        Assert.Equal(hasCalls && rates.Count >= Minimum, figures.ErrorRateMedian is not null);
        Assert.Equal(hasCalls && rates.Count >= 20, figures.ErrorRateP25 is not null);
        Assert.Equal(hasCalls && uses.Count >= 50, figures.CallsP90 is not null);
        if (figures.ErrorRate is { } rate)
        {
            Assert.Equal(Rounding.Rate((double)observers.Sum(use => use.Errors) / observers.Sum(use => use.Observed)), rate);
        }

        if (figures.ErrorRateMedian is { } median)
        {
            Assert.Equal(rates[((rates.Count + 1) / 2) - 1], median);
        }

        if (figures.CallsMedian is { } calls)
        {
            Assert.Equal(Rounding.Calls((double)uses.Select(use => use.Calls).Order().ElementAt(((uses.Count + 1) / 2) - 1)), calls);
        }

        Assert.True(figures.Calls is null || figures.Calls == Rounding.Calls(uses.Sum(use => use.Calls)));
        Assert.True(figures.Errors is null || figures.Errors == Rounding.Calls(uses.Sum(use => use.Errors)));

        // The difference between calls and observed calls belongs to those with unobserved calls.
        Assert.True(
            figures.Calls is null || figures.ObservedCalls is null || uses.Count(use => use.Calls > use.Observed) is 0 or >= Minimum
        );
        Assert.True(figures.ObservedCalls is null || observers.Count >= Minimum);
    }

    private static void CheckDurations(CellFigures figures, List<Use> uses, bool isBucket)
    {
        var medians = uses.Where(use => use.Durations.Count >= 5)
            .Select(use => Rounding.Calls((double)use.Durations.Order().ElementAt((use.Durations.Count - 1) / 2)))
            .Order()
            .ToList();
        Assert.Equal(
            (medians.Count >= Minimum && !isBucket ? medians[(medians.Count - 1) / 2] : null, medians.Count >= 20 && !isBucket),
            (figures.DurationMedian, figures.DurationP25 is not null)
        );
        var attributors = uses.Where(use => use.Attributed > 0).ToList();
        Assert.Equal(
            attributors.Count >= Minimum
                ? Rounding.Rate((double)attributors.Sum(use => use.Typed) / attributors.Sum(use => use.Attributed))
                : null,
            figures.TypedRate
        );
    }

    /// <summary>
    /// A server's calls are the sum of its tools', and its own sum may be published: calls and observed calls, each as equations.
    /// </summary>
    private void CheckServers(Dictionary<UsageName, CellFigures> published)
    {
        var tools = _uses.Where(cell =>
            cell.Key is { Client: null, Name.Dimension: Dimension.Tool } && McpToolName.TryParse(cell.Key.Name.Name, out _)
        );
        foreach (var server in tools.GroupBy(cell => McpToolName.TryParse(cell.Key.Name.Name, out var tool) ? tool.Server : ""))
        {
            CheckServer([.. server], tool => published.GetValueOrDefault(tool)?.Calls is not null, _ => true);
            CheckServer([.. server], tool => published.GetValueOrDefault(tool)?.ObservedCalls is not null, use => use.Observed > 0);
        }
    }

    private static void CheckServer(List<KeyValuePair<CellKey, List<Use>>> tools, Func<UsageName, bool> isPublished, Func<Use, bool> counts)
    {
        var equations = new LinearEquations(
            [.. tools.Select(tool => tool.Value.Where(counts).Select(use => use.Submitter).ToHashSet())],
            Minimum
        );
        foreach (var (number, tool) in tools.Index().Where(tool => isPublished(tool.Item.Key.Name)))
        {
            equations.Publish([number]);
        }

        // If no tool's sum is published, the server's own covers all its submitters, whom the threshold counts.
        if (tools.Exists(tool => isPublished(tool.Key.Name)))
        {
            equations.Publish(Enumerable.Range(0, tools.Count));
        }

        equations.AssertNothingOfFewer();
    }

    /// <summary>The rows that count, in the plainest way: for a client without cells one snapshot; in four weeks, one per week.</summary>
    private IEnumerable<StoredRow> CountedOf(IReadOnlyList<StoredRow> rows)
    {
        foreach (
            var part in rows.GroupBy(row =>
                (row.Client, Week: _window == StatsWindowKind.FourWeeks ? IsoWeek.Containing(row.CountedOn).FirstDay : default)
            )
        )
        {
            List<StoredRow.Cell> cells = [.. part.OfType<StoredRow.Cell>()];
            IEnumerable<StoredRow> counted =
                cells.Count > 0
                    ? cells
                    : part.Cast<StoredRow.Snapshot>()
                        .OrderByDescending(snapshot => snapshot.CountedOn)
                        .ThenByDescending(snapshot => snapshot.TotalEvents)
                        .ThenByDescending(snapshot => snapshot.GeneratedHour)
                        .ThenByDescending(snapshot => snapshot.ContentHash, StringComparer.Ordinal)
                        .Take(1);
            foreach (var row in counted)
            {
                yield return row;
            }
        }
    }

    private void Add(int submitter, AgentClient? client, IEnumerable<StoredRow> rows)
    {
        var counts = rows.SelectMany(row => row.Report.Counts).GroupBy(count => new UsageName(count.Dimension, count.Name));
        foreach (var name in counts)
        {
            var use = new Use(
                submitter,
                name.Sum(count => count.Calls),
                name.Sum(count => count.Errors is null ? 0 : count.ObservedCalls),
                name.Sum(count => count.Errors ?? 0),
                [
                    .. name.Where(count => count.MedianMs is not null)
                        .SelectMany(count => Enumerable.Repeat(count.MedianMs!.Value, count.TimedCalls)),
                ],
                name.Sum(count => count.ByUser is null ? 0 : count.Calls),
                name.Sum(count => count.ByUser ?? 0)
            );
            if (use.Calls > 0 || name.Key.Dimension is Dimension.Model or Dimension.Plugin)
            {
                Add(new(client, name.Key), use);
            }
        }
    }

    /// <summary>Adds a submitter to each kind of which it used any name.</summary>
    private void AddUseOfAny(int submitter, IReadOnlyList<StoredRow> rows)
    {
        var used = rows
            .SelectMany(row => row.Report.Counts)
            .Where(count => count.Calls > 0 || count.Dimension is Dimension.Model or Dimension.Plugin)
            .ToList();
        (UsageName Kind, bool IsUsed)[] kinds =
        [
            (UsageName.AnyMcpServer, used.Exists(count => count.Dimension == Dimension.McpServer)),
            (UsageName.AnySkill, used.Exists(count => count.Dimension == Dimension.Skill)),
            (UsageName.AnyPlugin, used.Exists(count => count.Dimension == Dimension.Plugin)),
            (UsageName.AnyUnlisted, used.Exists(count => count.Name is "" or "mcp__github__*")),
        ];
        foreach (var kind in kinds.Where(kind => kind.IsUsed))
        {
            Add(new(null, kind.Kind), new(submitter, Calls: 0, Observed: 0, Errors: 0, Durations: [], Attributed: 0, Typed: 0));
        }
    }

    private void Add(CellKey key, Use use)
    {
        if (!_uses.TryGetValue(key, out var uses))
        {
            _uses.Add(key, uses = []);
        }

        uses.Add(use);
    }

    /// <summary>One submitter's use of a name; a day's median represents each of its timed calls.</summary>
    private sealed record Use(int Submitter, int Calls, int Observed, int Errors, IReadOnlyList<int> Durations, int Attributed, int Typed);
}
