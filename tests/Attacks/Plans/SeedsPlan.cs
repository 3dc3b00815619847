using ToolTime.Attacks.Worlds;

namespace ToolTime.Attacks.Plans;

/// <summary>
/// The plan that the rules came from, beside which they are measured: a table of daily sums, and of each name, over the rows of the last
/// seven days, exact sums of calls, of errors and of daily submitters, where the latter come to ten. A submission counts on the day on which it came, with
/// all that it tells. Deletion takes the person's rows out; tokens change with the month, so they say nothing here.
/// </summary>
public sealed class SeedsPlan : IPlan
{
    private const int Minimum = 10;

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, Sight[]>> PlayAsync(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var rows = new List<(DateOnly Day, string Token, string Client, Name Name, Count Count)>();
        var weeks = new List<Dictionary<Name, (long Submitters, long Calls, long Errors)>>();
        foreach (var moment in world.Moments())
        {
            var today = DateOnly.FromDateTime(moment.At.UtcDateTime);
            rows.AddRange(
                from report in moment.Reports
                from day in report.Days
                from name in day.Value
                select (today, report.Token, report.Client, name.Key, name.Value));
            rows.RemoveAll(row => moment.Deletions.Contains(row.Token));
            if (moment.Publishes)
            {
                weeks.Add(AnswerOn(today));
            }
        }

        return Task.FromResult<IReadOnlyDictionary<int, Sight[]>>(world.Names.ToDictionary(name => name, name => Enumerable.Repeat(Sight.Nothing, world.FirstLook).Concat(weeks.Select(week => SightOf(week, world.NameOf(name)))).ToArray()));

        Dictionary<Name, (long Submitters, long Calls, long Errors)> AnswerOn(DateOnly today)
        {
            var daily =
                from row in rows
                where row.Day >= today.AddDays(-7)
                group row by (row.Day, row.Name) into day
                select (day.Key.Name, Submitters: day.Select(row => row.Token).Distinct().Count(), Calls: day.Sum(row => (long)row.Count.Calls), Errors: day.Sum(row => (long)row.Count.Errors));
            return daily.GroupBy(day => day.Name)
                .Select(name => (name.Key, Submitters: name.Sum(day => (long)day.Submitters), Calls: name.Sum(day => day.Calls), Errors: name.Sum(day => day.Errors)))
                .Where(name => name.Submitters >= Minimum)
                .ToDictionary(name => name.Key, name => (name.Submitters, name.Calls, name.Errors));
        }
    }

    private static Sight SightOf(Dictionary<Name, (long Submitters, long Calls, long Errors)> week, Name name) =>
        week.TryGetValue(name, out var told) ? new(told.Submitters, told.Calls, null) { ErrorRate = (double)told.Errors / Math.Max(1, told.Calls) } : Sight.Nothing;
}
