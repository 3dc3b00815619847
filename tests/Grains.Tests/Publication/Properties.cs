using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>What must hold of anything that is told of a world, counted by hand from the world's rows.</summary>
internal static class Properties
{
    /// <summary>How many may lie without moving a median of rates: all who could are tried.</summary>
    public const int Liars = 2;

    /// <summary>What is told that must not be; empty where all is well.</summary>
    public static IEnumerable<string> FaultsOf(
        IReadOnlyList<SubmitterRows> world, DateTimeOffset due, IReadOnlyList<PublishedCell> told, PrivacyOptions limits, NameList names)
    {
        var cells = CellsOf(world, due, limits, names);
        var byKey = told.ToDictionary(cell => cell.Key);
        return told.SelectMany(cell => FaultsOf(cell, cells, limits, names)).Concat(Subtractions(cells, byKey, limits));
    }

    private static IEnumerable<string> FaultsOf(PublishedCell cell, Dictionary<CellKey, List<Measure>> cells, PrivacyOptions limits, NameList names)
    {
        var people = cells[cell.Key];
        var figures = cell.Figures;
        var hasValues = (figures with { Submitters = 0 }) != new CellFigures { Submitters = 0 };
        if (people.Count < limits.MinimumSubmitters || (hasValues && people.Count < limits.MinimumForValues))
        {
            yield return $"{cell.Key} tells of {people.Count}";
        }

        if (figures.CallsP10 is not null && people.Count < limits.MinimumForDeciles)
        {
            yield return $"{cell.Key} has deciles of {people.Count}";
        }

        if (figures.Submitters > people.Count || figures.Submitters < limits.MinimumSubmitters
            || (figures.Submitters % limits.SubmitterStep != 0 && figures.Submitters != limits.MinimumSubmitters))
        {
            yield return $"{cell.Key} tells of {people.Count} as {figures.Submitters}";
        }

        if (figures.Calls is not null && IsDominated([.. people.Select(measure => measure.Calls)], limits))
        {
            yield return $"{cell.Key} has a dominated sum";
        }

        if (figures.ObservedCalls is not null && IsDominated([.. people.Select(measure => measure.ObservedCalls)], limits))
        {
            yield return $"{cell.Key} has a dominated sum of observed calls";
        }

        List<double> errorRates = [.. people.Where(measure => measure.ObservedCalls >= 5).Select(measure => (double)measure.Errors / measure.ObservedCalls)];
        List<double> rejectionRates = [.. people.Where(measure => measure.RejectableCalls >= 5).Select(measure => (double)measure.Rejections / measure.RejectableCalls)];
        if ((figures.ErrorRateMedian ?? figures.ErrorRate) is not null && LargestMoveOf(errorRates) > limits.LargestMove + 1e-6)
        {
            yield return $"{cell.Key} has error rates that two can move";
        }

        if (figures.RejectionRate is not null && LargestMoveOf(rejectionRates) > limits.LargestMove + 1e-6)
        {
            yield return $"{cell.Key} has rejection rates that two can move";
        }

        var middleCalls = MedianOf(people.Count, people.Select(measure => (double)measure.Calls).Order().ElementAt);
        var reach = Math.Clamp(2 / Rounding.Calls(middleCalls, limits.CallDigits), 0.1, 1);
        var minimum = limits.LargestMargin / 2.0 * reach / 0.02;
        foreach (var (told, rates) in new[] { (figures.ErrorRate, errorRates), (figures.RejectionRate, rejectionRates) })
        {
            if (told is not null && rates.Count < minimum - 1e-6)
            {
                yield return $"{cell.Key} has a mean of only {rates.Count} rates";
            }

            if (told is { } rate && Math.Abs(rate - BoundedMeanOf(rates, reach)) > 0.025 + 1e-6)
            {
                yield return $"{cell.Key} tells {rate} where rates' bounded mean is {BoundedMeanOf(rates, reach)}";
            }
        }

        if (figures.Errors is { } errors && !(Math.Abs(errors - (figures.ErrorRate * figures.ObservedCalls ?? double.NaN)) <= 1 + (0.05 * errors)))
        {
            yield return $"{cell.Key} has {errors} errors, which is not its rate of its calls";
        }

        if (cell.Key.Client == AgentClient.Unknown || (cell.Key.Name.Dimension != default && names.Fold((NameKind)cell.Key.Name.Dimension, cell.Key.Name.Name) != cell.Key.Name.Name))
        {
            yield return $"{cell.Key} has no place in a table";
        }
    }

    /// <summary>A total less all told clients must be nobody's, or that of enough people who are of two clients at least.</summary>
    private static IEnumerable<string> Subtractions(Dictionary<CellKey, List<Measure>> cells, Dictionary<CellKey, PublishedCell> told, PrivacyOptions limits)
    {
        foreach (var total in told.Keys.Where(key => key.Client is null && key.Name != UsageName.EditsWithoutRead))
        {
            var parts = cells.Where(cell => cell.Key.Client is not null && cell.Key.Name == total.Name).ToList();
            var hidden = parts.Where(part => !told.ContainsKey(part.Key)).ToList();
            var isOfUnknownOnly = hidden is [{ Key.Client: AgentClient.Unknown, Value.Count: var unknown }] && unknown >= limits.MinimumSubmitters;
            if (parts.Count > 1 && hidden.Count > 0 && !isOfUnknownOnly && (hidden.Count == 1 || hidden.Sum(part => part.Value.Count) < limits.MinimumSubmitters))
            {
                yield return $"{total} less the told clients tells of {hidden.Sum(part => part.Value.Count)}";
            }
        }
    }

    private static bool IsDominated(long[] parts, PrivacyOptions limits)
    {
        var sum = parts.Sum();
        var largest = parts.OrderDescending().Take(2).ToList();
        return largest[0] > limits.LargestShare * sum || largest.Sum() > limits.LargestShareOfTwo * sum;
    }

    /// <summary>The mean of rates, none of them taken as further than so much from their median.</summary>
    private static double BoundedMeanOf(List<double> rates, double reach)
    {
        double[] sorted = [.. rates.Order()];
        var median = MedianOf(sorted.Length, index => sorted[index]);
        return sorted.Average(rate => Math.Clamp(rate, median - reach, median + reach));
    }

    /// <summary>How far the median of people's own rates moves where any two of them are left out.</summary>
    private static double LargestMoveOf(List<double> unsorted)
    {
        if (unsorted.Count <= Liars)
        {
            return 1;
        }

        double[] rates = [.. unsorted.Order()];

        var median = MedianOf(rates.Length, index => rates[index]);
        var pairs = from first in Enumerable.Range(0, rates.Length) from second in Enumerable.Range(first + 1, rates.Length - first - 1) select (first, second);
        return pairs.Max(gone => Math.Abs(median - MedianOf(rates.Length - Liars, index => rates[index < gone.first ? index : index + 1 < gone.second ? index + 1 : index + 2])));
    }

    private static double MedianOf(int count, Func<int, double> at) => (at((count - 1) / 2) + at(count / 2)) / 2;

    private static Dictionary<CellKey, List<Measure>> CellsOf(IEnumerable<SubmitterRows> world, DateTimeOffset due, PrivacyOptions limits, NameList names)
    {
        var cells = new Dictionary<CellKey, List<Measure>>();
        foreach (var submitter in world.Where(submitter => IsMature(submitter.ReceivedHours, due, limits)))
        {
            var rows = PublicationModel.Effective([.. submitter.Rows.Select(row => row with { Report = FoldedNames.Of(row.Report, names) })]).ToList();
            foreach (var (client, own) in rows.GroupBy(row => (AgentClient?)row.Client).Select(group => (group.Key, group.ToList())).Append((null, rows)))
            {
                var usage = SubmitterUsage.Of(own);
                Add(cells, new(client, UsageName.Everything), new(usage.Reports, 0, 0, 0, 0));
                if (usage.EditsWithoutRead is { } edits)
                {
                    Add(cells, new(client, UsageName.EditsWithoutRead), new(edits, 0, 0, 0, 0));
                }

                foreach (var (name, measure) in usage.Measures.Where(pair => pair.Key.Dimension != Dimension.Client))
                {
                    Add(cells, new(client, name), measure);
                }
            }
        }

        return cells;
    }

    private static void Add(Dictionary<CellKey, List<Measure>> cells, CellKey key, Measure measure)
    {
        if (!cells.TryGetValue(key, out var people))
        {
            cells.Add(key, people = []);
        }

        people.Add(measure);
    }

    private static bool IsMature(IReadOnlyList<DateTimeOffset> hours, DateTimeOffset due, PrivacyOptions limits)
    {
        var known = hours.Where(hour => hour.AddHours(1) <= due).ToList();
        return known.Count > 0 && known.Select(hour => hour.Date).Distinct().Count() >= limits.MatureDays && known.Min().AddHours(1) + limits.MatureAge <= due;
    }
}
