using ToolTime.Transcripts.Index;

namespace ToolTime.Uploader.Reports;

/// <summary>The sums of the index that a filter lets through, each with its day and session.</summary>
internal sealed class ReportSource
{
    private readonly UsageIndex _index;
    private readonly ReportFilter _filter;
    private readonly LocalDays _days;
    private readonly bool[] _isCovered;
    private readonly List<MonthCells> _months;

    public ReportSource(UsageIndex index, ReportFilter filter)
    {
        (_index, _filter, _days) = (index, filter, new LocalDays(filter.Zone));
        var folder = filter.Project is null ? 0 : index.FolderHash(Path.GetFullPath(filter.Project));
        _isCovered = [.. index.Sessions.Select(session => Covers(session, folder))];
        _months = [.. index.Cells(filter.FromInclusive, filter.ToExclusive)];
    }

    public IEnumerable<(DateOnly Day, IndexSession Session, string Model, UsageCell Cell)> Usage()
    {
        foreach (var cell in _months.SelectMany(month => month.Usage))
        {
            if (_isCovered[cell.Session] && _days.DayAt(cell.Slot) is var day && _filter.Covers(day))
                yield return (day, _index.Sessions[cell.Session], _index.Names[cell.Model], cell);
        }
    }

    public IEnumerable<(DateOnly Day, IndexSession Session, string Name, CallCell Cell)> Calls()
    {
        foreach (var cell in _months.SelectMany(month => month.Calls))
        {
            if (_isCovered[cell.Session] && _days.DayAt(cell.Slot) is var day && _filter.Covers(day))
                yield return (day, _index.Sessions[cell.Session], _index.Names[cell.Name], cell);
        }
    }

    private bool Covers(IndexSession session, ulong folder) =>
        (_filter.Client is null || session.Client == _filter.Client)
        && (_filter.Project is null || session.FolderHash == folder || session.Project.Equals(_filter.Project, StringComparison.OrdinalIgnoreCase));
}
