using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests.Faults;

/// <summary>
/// What a server must answer to day cells in any order, in a few lines: a cell of a closed week is late, one without a greater revision is a
/// duplicate, all others are new.
/// </summary>
internal sealed class ArrivalModel
{
    private readonly Dictionary<(int Submitter, DateOnly Day), (long Revision, int Calls)> _kept = [];
    private DateOnly _firstOpenDay;

    /// <summary>Closes all weeks that ended before this Monday.</summary>
    public void Close(DateOnly firstOpenMonday) => _firstOpenDay = firstOpenMonday > _firstOpenDay ? firstOpenMonday : _firstOpenDay;

    /// <summary>Takes a submission's cells in and says what is to be answered: status, revision and late places.</summary>
    public string Answer(int submitter, IReadOnlyList<Cell> cells)
    {
        var late = cells.Index().Where(cell => cell.Item.Day < _firstOpenDay).Select(cell => cell.Index).ToList();
        var open = cells.Where(cell => cell.Day >= _firstOpenDay).ToList();
        var news = open.Where(cell => !_kept.TryGetValue((submitter, cell.Day), out var kept) || cell.Revision > kept.Revision).ToList();
        foreach (var cell in news)
        {
            _kept[(submitter, cell.Day)] = (cell.Revision, cell.Calls);
        }

        var places = late.Count == 0 ? "" : $" late {string.Join(',', late)}";
        return open.Count == 0 ? "late"
            : news.Count > 0 ? $"ok{places}"
            : $"duplicate {open.Max(cell => _kept[(submitter, cell.Day)].Revision)}{places}";
    }

    /// <summary>An answer in the same words.</summary>
    public static string Read(JsonNode answer)
    {
        var late = answer["late"] is { } places ? $" late {string.Join(',', places.AsArray().Select(place => (int)place!))}" : "";
        return $"{(string?)answer["status"]}{(answer["revision"] is { } revision ? $" {(long)revision}" : "")}{late}";
    }

    /// <summary>The submitters and calls of a week, by its Monday.</summary>
    public (int Submitters, int Calls) Week(DateOnly monday)
    {
        var week = _kept.Where(kept => kept.Key.Day >= monday && kept.Key.Day < monday.AddDays(7)).ToList();
        return (week.Select(kept => kept.Key.Submitter).Distinct().Count(), week.Sum(kept => kept.Value.Calls));
    }

    /// <summary>A revision of a day's cell.</summary>
    internal readonly record struct Cell(DateOnly Day, long Revision, int Calls);
}
