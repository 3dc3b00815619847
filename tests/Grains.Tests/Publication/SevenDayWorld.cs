using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>
/// Random people over several weeks and an epoch's end, who report some days late, send days again when they have grown, and now and then delete
/// everything; and what was published of their newest seven days on each of them. It keeps who stood behind each figure when it was told, which
/// the server does not.
/// </summary>
internal sealed class SevenDayWorld
{
    private static readonly string[] Names = ["Bash", "Read", "a", "b", "mcp__github__search"];

    private readonly Random _random;
    private readonly PrivacyOptions _limits;
    private readonly PublicationOptions _publication = new();
    private readonly List<Person> _people;

    public SevenDayWorld(Random random, PrivacyOptions limits)
    {
        (_random, _limits) = (random, limits);
        _people = [.. Enumerable.Range(0, random.Next(10, 45)).Select(number => new Person(number, random.Next(2, 7), random.Next(3)))];
    }

    /// <summary>What was published, the oldest first.</summary>
    public List<Published> Publications { get; } = [];

    /// <summary>Lives through a day: people report, and at a quarter past midnight the newest seven days are published, if they are to be.</summary>
    public void Pass(DateOnly day)
    {
        foreach (var person in _people)
        {
            Report(person, day);
            if (_random.Next(150) == 0)
            {
                person.Delete(day);
            }
        }

        var days = SevenDays.EndingBy(day);
        if (days.LastDay == day && _random.Next(8) > 0)
        {
            Publish(days);
        }
    }

    /// <summary>What would be told of seven days if nothing had been told before.</summary>
    public IReadOnlyList<SevenDayCell> TellAfresh(SevenDays days, IEnumerable<SubmitterRows> rows) => Tell(days, null, rows).Cells;

    private static IEnumerable<CellKey> CellsOf(KeptRow.Cell row) =>
    [
        new(null, UsageName.Everything), new(row.Client, UsageName.Everything), .. row.Report.EditsWithoutRead is null ? [] : (CellKey[])[new(null, UsageName.EditsWithoutRead)],
        .. row.Report.Counts.Select(count => new CellKey(null, new(count.Dimension, count.Name))),
    ];

    private void Report(Person person, DateOnly today)
    {
        if (_random.Next(7) >= person.Eagerness)
        {
            return;
        }

        // Today's cell, and now and then one of days before, new or grown.
        for (var day = today; day > today.AddDays(-6); day = day.AddDays(-1))
        {
            if (day == today || _random.Next(6) == 0)
            {
                person.Send(_random, day, new DateTimeOffset(today, new(_random.Next(24), 0), TimeSpan.Zero), Names);
            }
        }
    }

    private void Publish(SevenDays days)
    {
        var before = Publications.LastOrDefault();
        var rows = RowsOf(days);
        var (cells, since) = Tell(days, before, rows);
        Publications.Add(new(days, since, cells, SetsOf(days, rows), rows));
    }

    private (IReadOnlyList<SevenDayCell> Cells, SevenDays Since) Tell(SevenDays days, Published? before, IEnumerable<SubmitterRows> rows)
    {
        var inEpoch = before?.Days.Epoch == days.Epoch ? before : null;
        var shown = inEpoch?.Cells ?? [];
        var renewal = new Renewal(days, inEpoch?.Since, shown, PublicationOptions.DueAt, Given.Secret, _limits);
        var rules = new SevenDayRules(days, shown, renewal, _limits.ForSevenDays(), Given.Names, Given.Secret);
        var tally = new WeekTally();
        foreach (var submitter in rows)
        {
            rules.Count(tally, submitter with { Rows = [.. submitter.Rows.Where(row => ((KeptRow.Cell)row).Day >= renewal.FirstDay)] }, PublicationOptions.DueAt(days.LastDay));
        }

        return ([.. rules.TellInSteps(tally).SelectMany(cells => cells)], inEpoch?.Since ?? days);
    }

    /// <summary>Who counts in each cell, by hand.</summary>
    private Dictionary<CellKey, HashSet<SubmitterId>> SetsOf(SevenDays days, IEnumerable<SubmitterRows> rows) => rows
        .Where(submitter => IsMature(submitter.ReceivedHours, PublicationOptions.DueAt(days.LastDay)))
        .SelectMany(submitter => submitter.Rows.Cast<KeptRow.Cell>().Where(row => days.Contains(row.Day)).SelectMany(CellsOf).Distinct().Select(cell => (Cell: cell, submitter.Submitter)))
        .GroupBy(pair => pair.Cell)
        .ToDictionary(cell => cell.Key, cell => cell.Select(pair => pair.Submitter).ToHashSet());

    private bool IsMature(IReadOnlyList<DateTimeOffset> hours, DateTimeOffset due)
    {
        var known = hours.Where(hour => hour.AddHours(1) <= due).ToList();
        return known.Count > 0 && known.Select(hour => hour.Date).Distinct().Count() >= _limits.MatureDays && known.Min().AddHours(1) + _limits.MatureAge <= due;
    }

    private List<SubmitterRows> RowsOf(SevenDays days) => [.. _people.SelectMany(person => person.RowsOf(days.Epoch)).Where(rows => rows.Rows.Count > 0)];

    /// <summary>A publication, with who stood behind each cell then.</summary>
    internal sealed record Published(
        SevenDays Days, SevenDays Since, IReadOnlyList<SevenDayCell> Cells, IReadOnlyDictionary<CellKey, HashSet<SubmitterId>> Sets, IReadOnlyList<SubmitterRows> Rows);

    private sealed class Person(int number, int eagerness, int client)
    {
        private readonly Dictionary<DateOnly, KeptRow.Cell> _rows = [];
        private readonly List<(Epoch Epoch, DateTimeOffset Hour)> _received = [];
        private DateOnly _deleted;
        private int _life;

        public int Eagerness { get; } = eagerness;

        /// <summary>Sends a day; what was sent of it before is still in it, with more.</summary>
        public void Send(Random random, DateOnly day, DateTimeOffset hour, string[] names)
        {
            if (day <= _deleted)
            {
                return;
            }

            var counts = (_rows.GetValueOrDefault(day)?.Report.Counts.AsEnumerable() ?? []).ToDictionary(count => count.Name);
            foreach (var name in names.Where((_, index) => random.Next(2 + (2 * index)) == 0))
            {
                var calls = (counts.GetValueOrDefault(name)?.Calls ?? 0) + 1 + random.Next(30);
                counts[name] = Given.Tool(name, calls, calls, errors: calls / 5, rejections: 0);
            }

            var cell = Given.Cell(day, (AgentClient)client, counts.Values);
            var edits = _rows.GetValueOrDefault(day)?.Report.EditsWithoutRead ?? (random.Next(2) == 0 ? null : random.Next(20));
            _rows[day] = cell with { ReceivedHour = hour, Report = cell.Report with { EditsWithoutRead = edits } };
            _received.Add((Epoch.Of(day), hour));
        }

        /// <summary>Deletes everything; days up to this one are not taken any more, and who begins again counts as somebody else.</summary>
        public void Delete(DateOnly today)
        {
            _rows.Clear();
            _received.Clear();
            (_deleted, _life) = (today, _life + 1);
        }

        public IEnumerable<SubmitterRows> RowsOf(Epoch epoch)
        {
            yield return new(SubmitterId.Of(epoch, $"person-{number}-{_life}"), [.. _rows.Values.Where(row => Epoch.Of(row.Day) == epoch)])
            {
                ReceivedHours = [.. _received.Where(received => received.Epoch == epoch).GroupBy(received => received.Hour.Date).Select(day => day.Min(received => received.Hour))],
            };
        }
    }
}
