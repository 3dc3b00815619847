using ToolTime.Recording.Platform;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Transcripts.Reporting;

/// <summary>The sums of the index and of team files that match a filter, each with its day and session.</summary>
internal sealed class ReportSource
{
    // Windows restart after 5 idle hours; a user with no such pause in a month may see other windows than in a report of all days.
    private const long SecondsBefore = 31 * 86_400;

    private readonly UsageIndex _index;
    private readonly ReportFilter _filter;
    private readonly LocalDayLookup _days;
    private readonly bool[] _isCovered;
    private readonly List<MonthCells> _months;

    private readonly UsagePrices _prices;
    private readonly TeamSource _team;

    public ReportSource(UsageIndex index, ReportFilter filter, PriceBook? prices = null, TeamSource? team = null)
    {
        (_index, _filter, _days) = (index, filter, new LocalDayLookup(filter.Zone));
        _prices = new UsagePrices(index, prices ?? PriceBook.Listed, filter.Zone);
        _team = team ?? TeamSource.None;
        HashSet<ulong> folders = filter.Project is null ? [] : FoldersOf(index, Path.GetFullPath(filter.Project));
        _isCovered = [.. index.Sessions.Select(session => Covers(session, folders))];
        _months = [.. index.Cells(filter.FromInclusive, filter.ToExclusive)];
    }

    /// <summary>With each cell's cost in dollars; null if its model has no price.</summary>
    public IEnumerable<(DateOnly Day, IndexSession Session, string Model, UsageCell Cell, decimal? Cost)> Usage()
    {
        foreach (var use in Uses(_months).Where(use => IsCovered(use.Day, use.Cell)))
        {
            yield return use;
        }

        foreach (var use in _team.Usage().Where(use => Covers(use.Day, use.Session)))
        {
            yield return use;
        }
    }

    /// <summary>
    /// All usage of the filter's client from a month before its first day to its last, for every project, and whether the filter covers it:
    /// where a window starts depends on what came before. Without team files.
    /// </summary>
    public IEnumerable<(bool IsCovered, string Model, UsageCell Cell, decimal? Cost)> UsageForWindows() =>
        Uses(_index.Cells(_filter.FromInclusive - SecondsBefore, _filter.ToExclusive))
            .Where(use => IsOfClient(use.Session))
            .Select(use => (IsCovered(use.Day, use.Cell), use.Model, use.Cell, use.Cost));

    public IEnumerable<(DateOnly Day, IndexSession Session, string Name, CallCell Cell)> Calls()
    {
        foreach (var cell in _months.SelectMany(month => month.Calls))
        {
            if (_isCovered[cell.Session] && _days.DayAt(cell.Slot) is var day && _filter.Covers(day))
            {
                yield return (day, _index.Sessions[cell.Session], _index.Names[cell.Name], cell);
            }
        }

        foreach (var calls in _team.Calls().Where(calls => Covers(calls.Day, calls.Session)))
        {
            yield return calls;
        }
    }

    /// <summary>How long each call of a tool took, in milliseconds, if known.</summary>
    public IEnumerable<(DateOnly Day, IndexSession Session, string Name, int Milliseconds)> Durations()
    {
        foreach (var cell in _months.SelectMany(month => month.Durations))
        {
            if (_isCovered[cell.Session] && _days.DayAt(cell.Slot) is var day && _filter.Covers(day))
            {
                yield return (day, _index.Sessions[cell.Session], _index.Names[cell.Name], cell.Milliseconds);
            }
        }

        foreach (var timed in _team.Durations().Where(timed => Covers(timed.Day, timed.Session)))
        {
            yield return timed;
        }
    }

    /// <summary>What a cell is attributed to, by its number, or null.</summary>
    public Attribution? AttributionOf(int number) =>
        number < AttributionRow.None ? _team.AttributionOf(number) : _index.Attribution(number);

    private IEnumerable<(DateOnly Day, IndexSession Session, string Model, UsageCell Cell, decimal? Cost)> Uses(
        IEnumerable<MonthCells> months
    ) =>
        months
            .SelectMany(month => month.Usage)
            .Select(cell => (Day: _days.DayAt(cell.Slot), Cell: cell))
            .Select(use =>
                (use.Day, _index.Sessions[use.Cell.Session], _index.Names[use.Cell.Model], use.Cell, _prices.Cost(use.Cell))
            );

    private bool IsCovered(DateOnly day, in UsageCell cell) => _isCovered[cell.Session] && _filter.Covers(day);

    private bool Covers(DateOnly day, IndexSession session) => _filter.Covers(day) && IsOfClient(session);

    private bool IsOfClient(IndexSession session) => _filter.Client is null || session.Client == _filter.Client;

    private static HashSet<ulong> FoldersOf(UsageIndex index, string path) =>
        [index.FolderHash(path), index.FolderHash(RealPath.Resolve(path))];

    private bool Covers(IndexSession session, HashSet<ulong> folders) =>
        IsOfClient(session)
        && (
            _filter.Project is null
            || folders.Contains(session.FolderHash)
            || session.Project.Equals(_filter.Project, StringComparison.OrdinalIgnoreCase)
        );
}

/// <summary>The local day on which each quarter of an hour starts. Asks the zone once for each.</summary>
internal sealed class LocalDayLookup(TimeZoneInfo zone)
{
    private readonly Dictionary<int, DateOnly> _days = [];

    public DateOnly DayAt(int slot)
    {
        if (_days.TryGetValue(slot, out var day))
        {
            return day;
        }

        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds((long)slot * UsageCell.SlotSeconds), zone);
        return _days[slot] = DateOnly.FromDateTime(local.DateTime);
    }
}
