using ToolTime.Grains.Storage;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>The rules once more, written from their text as one slow pass over flat lines, to hold the builder against.</summary>
internal static class PublicationModel
{
    private const int K = 3;
    private const int V = 5;
    private const string Week = "week";

    /// <summary>What the builder's tables must hold under limits of 3 and 5 submitters, but for models and clients, of which some are hidden for others' sake.</summary>
    public static IReadOnlyList<ModelRow> TablesOf(IReadOnlyList<SubmitterRows> submitters)
    {
        var lines = submitters.SelectMany(submitter => Effective(submitter.Rows).SelectMany(row => LinesOf(submitter, row)));
        var clamped = lines.GroupBy(line => (line.Submitter, line.Slot, line.Dimension)).SelectMany(group => group.Key.Slot == Week ? [.. group] : Clamped([.. group], 1))
            .GroupBy(line => (line.Submitter, line.Dimension))
            .SelectMany(group => group.Any(line => line.Slot == Week) ? Clamped([.. group], 7) : group);
        var people = clamped
            .GroupBy(line => (line.Dimension, line.Name, line.Submitter))
            .Select(own => (own.Key.Dimension, own.Key.Name, Own: own.Aggregate(new decimal[5], (sum, line) => [.. sum.Zip(line.Parts, decimal.Add)])))
            .GroupBy(own => (own.Dimension, own.Name))
            .Where(name => name.Key.Dimension is not (Dimension.Model or Dimension.Client) && name.Count() >= K);
        return [.. people.Select(name => RowOf(name.Key.Dimension, name.Key.Name, [.. name.Select(own => own.Own)])).OrderBy(row => row.Name, StringComparer.Ordinal)];
    }

    /// <summary>The builder's tables in the same form.</summary>
    public static IReadOnlyList<ModelRow> TablesOf(StatsDocument document)
    {
        var tools = document.Tools.Select(tool => Row(
            Dimension.Tool, tool.Custom ? "" : tool.ToolName, tool.UniqueSubmitters, tool.TotalCalls, tool.AvgCallsPerSubmitter, tool.CallsMedian, tool.CallsP25, tool.CallsP75,
            tool.CallsP10, tool.CallsP90, tool.ObservedCalls, tool.TotalErrors, tool.ErrorRate, tool.ErrorRateMedian, tool.TotalRejections, tool.RejectionRate));
        var skills = document.Dimensions.Skills.Select(skill => Row(
            Dimension.Skill, skill.Custom ? "" : skill.Name, skill.UniqueSubmitters, skill.TotalCalls, skill.AvgCallsPerSubmitter, skill.CallsMedian));
        var servers = document.Dimensions.McpServers.Select(server => Row(
            Dimension.McpServer, server.Custom ? "" : server.Name, server.UniqueSubmitters, server.TotalCalls, server.AvgCallsPerSubmitter, server.CallsMedian,
            server.TotalErrors, server.ErrorRate, server.ErrorRateMedian));
        var plugins = document.Dimensions.Plugins.Select(plugin => Row(Dimension.Plugin, plugin.Custom ? "" : plugin.PluginName, plugin.InstallCount));
        return [.. tools.Concat(skills).Concat(servers).Concat(plugins).OrderBy(row => row.Name, StringComparer.Ordinal)];
    }

    public static IEnumerable<KeptRow> Effective(IReadOnlyList<KeptRow> rows) => rows.GroupBy(row => row.Client).SelectMany(client =>
        client.Any(row => row is KeptRow.Cell)
            ? client.Where(row => row is KeptRow.Cell)
            : client.Cast<KeptRow.Snapshot>()
                .OrderByDescending(row => row.TotalEvents).ThenByDescending(row => row.GeneratedHour).ThenByDescending(row => row.ContentHash, StringComparer.Ordinal)
                .Take(1));

    private static IEnumerable<Line> LinesOf(SubmitterRows submitter, KeptRow row)
    {
        var who = submitter.Submitter.ToString();
        var slot = row is KeptRow.Cell cell ? cell.Day.ToString("o") : Week;
        if (row.Client != AgentClient.Unknown)
        {
            yield return new(who, slot, Dimension.Client, row.Client.ToName(), new decimal[5]);
        }

        foreach (var count in row.Report.Counts)
        {
            decimal[] parts = count.Errors is { } errors
                ? [count.Calls, count.ObservedCalls, errors, count.Rejections is null ? 0 : count.ObservedCalls, Math.Min(count.Rejections ?? 0, count.ObservedCalls)]
                : [count.Calls, 0, 0, 0, 0];
            yield return new(who, slot, count.Dimension, count.Name, parts);
        }
    }

    private static IEnumerable<Line> Clamped(IReadOnlyList<Line> lines, int days)
    {
        var names = lines.GroupBy(line => line.Name)
            .Select(name => name.First() with { Parts = [.. Enumerable.Range(0, 5).Select(part => name.Sum(line => line.Parts[part]))] })
            .OrderByDescending(line => line.Parts[0]).ThenBy(line => line.Name, StringComparer.Ordinal)
            .Take(200 * days)
            .Select(line => line.Scaled(Math.Min(line.Parts[0], 2_000 * days), line.Parts[0]))
            .ToList();
        var sum = names.Sum(line => line.Parts[0]);
        return names.Select(line => line.Scaled(Math.Min(sum, 20_000 * days), sum));
    }

    private static ModelRow RowOf(Dimension dimension, string name, decimal[][] people)
    {
        var n = people.Length;
        decimal Sum(int part) => people.Sum(person => person[part]);
        decimal? From(int enough, int have, Func<decimal> value) => have >= enough ? value() : null;
        var calls = people.Select(person => person[0]).Order().ToList();
        var rates = people.Where(person => person[1] >= 5).Select(person => RateOf(person[2], person[1])).Order().ToList();
        var observers = people.Count(person => person[1] > 0);
        var rejectionObservers = people.Count(person => person[3] > 0);
        var total = From(V, n, () => Sum(0));
        var average = From(V, n, () => Math.Round(Sum(0) / n, 4));
        var median = From(V, n, () => At(calls, 0.5m));
        decimal? MeanOf(IReadOnlyList<decimal> own) => From(V, own.Count, () =>
        {
            var reach = Math.Clamp(2 / Math.Max(1, At(calls, 0.5m)), 0.1m, 1);
            return Math.Round(own.Average(rate => Math.Clamp(rate, At(own, 0.5m) - reach, At(own, 0.5m) + reach)), 4);
        });
        var rejectionRates = people.Where(person => person[3] >= 5).Select(person => RateOf(person[4], person[3])).Order().ToList();
        var (errorRate, rejectionRate) = (MeanOf(rates), MeanOf(rejectionRates));
        var errors = From(V, observers, () => Math.Round(Sum(1) * errorRate ?? 0));
        var rejections = From(V, rejectionObservers, () => Math.Round(Sum(3) * rejectionRate ?? 0));
        var errorRateMedian = From(V, rates.Count, () => Math.Round(At(rates, 0.5m), 4));
        return dimension switch
        {
            Dimension.Tool => Row(
                dimension, name, n, total, average, median, From(V, n, () => At(calls, 0.25m)), From(V, n, () => At(calls, 0.75m)),
                From(100, n, () => At(calls, 0.1m)), From(100, n, () => At(calls, 0.9m)),
                From(V, observers, () => Sum(1)), errorRate is null ? null : errors, errorRate, errorRateMedian,
                rejectionRate is null ? null : rejections, rejectionRate),
            Dimension.Skill => Row(dimension, name, n, total, average, median),
            Dimension.McpServer => Row(dimension, name, n, total, average, median, errorRate is null ? null : errors, errorRate, errorRateMedian),
            _ => Row(dimension, name, n),
        };
    }

    /// <summary>A rate is kept in seven digits, which decides where the next figure is rounded from a half.</summary>
    private static decimal RateOf(decimal part, decimal whole) => (decimal)(double)(float)(part / whole);

    private static decimal At(IReadOnlyList<decimal> sorted, decimal share)
    {
        var position = share * (sorted.Count - 1);
        var (floor, ceiling) = (sorted[(int)Math.Floor(position)], sorted[(int)Math.Ceiling(position)]);
        return (floor * (1 - (position % 1))) + (ceiling * (position % 1));
    }

    private static ModelRow Row(Dimension dimension, string name, params object?[] values) =>
        new($"{dimension} '{name}'", [.. values.Select(value => value is null ? (decimal?)null : Convert.ToDecimal(value))]);

    private sealed record Line(string Submitter, string Slot, Dimension Dimension, string Name, decimal[] Parts)
    {
        public Line Scaled(decimal kept, decimal of) => of == kept ? this : this with { Parts = [.. Parts.Select(part => Math.Floor(part * kept / of))] };
    }
}
