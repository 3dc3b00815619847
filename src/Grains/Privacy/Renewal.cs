using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// P8: a cell of <c>7d</c> is told, renewed or hidden only when at least so many submitters as the smallest minimum, and a secret margin,
/// have entered or left it since the days that its state is of. It closes the subtraction of one day's figures from the next one's, which
/// tell of the few who came or went. Who was in it then is found again from the rows, by a lower bound: whoever only may have been in it counts as one
/// who stayed, and so does who deleted since. No list of submitters is kept for it.
/// </summary>
internal sealed class Renewal
{
    /// <summary>Its margin is drawn for nothing else: when a row is renewed tells it to whoever knows how many came and went.</summary>
    private const string Purpose = "renewal";

    private readonly SevenDays _days;
    private readonly Dictionary<CellKey, SevenDays> _states;
    private readonly SevenDays? _since;
    private readonly DateTimeOffset[] _due;
    private readonly PublicationSecret _secret;
    private readonly PrivacyOptions _limits;
    private readonly Dictionary<CellKey, int> _changes = [];

    /// <summary>Begins to count.</summary>
    /// <param name="days">The days that are to be published.</param>
    /// <param name="since">The first days of the same epoch that were published; null where these are the first.</param>
    /// <param name="shown">What was told and hidden since then.</param>
    /// <param name="dueAt">When days are due.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="limits">The limits of weeks.</param>
    public Renewal(SevenDays days, SevenDays? since, IEnumerable<SevenDayCell> shown, Func<DateOnly, DateTimeOffset> dueAt, PublicationSecret secret, PrivacyOptions limits)
    {
        (_days, _since, _secret, _limits) = (days, since, secret, limits);
        _states = shown.ToDictionary(cell => cell.Key, cell => cell.Days);
        _due = [.. Enumerable.Range(0, Epoch.Days).Select(day => dueAt(days.Epoch.FirstDay.AddDays(day)))];
    }

    /// <summary>The first day whose rows must be read.</summary>
    public DateOnly FirstDay => (_since ?? _days).FirstDay;

    /// <summary>Counts where a submitter entered or left.</summary>
    /// <param name="submitter">All of the submitter's rows from <see cref="FirstDay"/> on, their names folded.</param>
    /// <param name="counted">The cells in which the submitter counts now.</param>
    public void Count(SubmitterRows submitter, IReadOnlySet<CellKey> counted)
    {
        if (_since is not { } since)
        {
            return;
        }

        var used = UseOf(submitter.Rows);
        var mature = new bool?[Epoch.Days];
        foreach (var cell in counted.Union(used.Keys))
        {
            var last = OffsetOf(_states.GetValueOrDefault(cell, since).LastDay);
            var wasMature = mature[last] ??= Maturity.IsMature(submitter.ReceivedHours, _due[last], _limits);
            var days = wasMature ? used.GetValueOrDefault(cell) : null;
            if (counted.Contains(cell) ? days?.MayBeIn(last) != true : days?.IsIn(last) == true)
            {
                _changes[cell] = _changes.GetValueOrDefault(cell) + 1;
            }
        }
    }

    /// <summary>Whether a cell may be told, renewed or hidden now.</summary>
    public bool IsFree(CellKey cell) => _since is not { } since
        || _changes.GetValueOrDefault(cell) >= _limits.MinimumSubmitters
            + SecretMargin.Of(_secret, cell, _states.GetValueOrDefault(cell, since), _limits, Purpose);

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State(PrivacyOptions limits) => new()
    {
        Id = "P8",
        Text = $"Seven days are told daily, from {limits.MinimumForValues} tokens on, sums to {limits.ForSevenDays().SumDigits} digit. "
            + $"A row stays until {limits.MinimumSubmitters} tokens, plus a margin, came or left.",
    };

    private Dictionary<CellKey, DaysOfUse> UseOf(IEnumerable<KeptRow> rows)
    {
        var used = new Dictionary<CellKey, DaysOfUse>();
        foreach (var row in rows.OfType<KeptRow.Cell>())
        {
            var day = OffsetOf(row.Day);
            var knownSince = KnownSince(row);
            Add(new(null, UsageName.Everything));
            Add(new(row.Client, UsageName.Everything));
            if (row.Report.EditsWithoutRead is not null)
            {
                Add(new(null, UsageName.EditsWithoutRead));
            }

            foreach (var count in row.Report.Counts)
            {
                Add(new(null, new(count.Dimension, count.Name)));
            }

            void Add(CellKey cell)
            {
                if (!used.TryGetValue(cell, out var days))
                {
                    used.Add(cell, days = new(Epoch.Days));
                }

                days.Add(day, knownSince);
            }
        }

        return used;
    }

    /// <summary>The last day of the first window that was due only after the row had come as it is; a kept hour may hide up to an hour.</summary>
    private int KnownSince(KeptRow.Cell row)
    {
        var last = OffsetOf(row.Day);
        while (last < Epoch.Days && !(row.ReceivedHour?.AddHours(1) <= _due[last]))
        {
            last++;
        }

        return last < Epoch.Days ? last : byte.MaxValue - 1;
    }

    private int OffsetOf(DateOnly day) => day.DayNumber - _days.Epoch.FirstDay.DayNumber;
}
