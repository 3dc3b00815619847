using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests.Faults;

/// <summary>
/// What a server must answer to day cells in any order, in a few lines: one without a greater revision is a duplicate, all others are new.
/// </summary>
internal sealed class ArrivalModel
{
    private readonly Dictionary<(int Submitter, DateOnly Day), (long Revision, int Calls)> _stored = [];

    /// <summary>Applies a submission's cells and returns the expected answer: status and revision.</summary>
    public string Answer(int submitter, IReadOnlyList<Cell> cells)
    {
        var news = cells
            .Where(cell => !_stored.TryGetValue((submitter, cell.Day), out var stored) || cell.Revision > stored.Revision)
            .ToList();
        foreach (var cell in news)
        {
            _stored[(submitter, cell.Day)] = (cell.Revision, cell.Calls);
        }

        return news.Count > 0 ? "ok" : $"duplicate {cells.Max(cell => _stored[(submitter, cell.Day)].Revision)}";
    }

    /// <summary>An answer in the same form.</summary>
    public static string Read(JsonNode answer) =>
        $"{(string?)answer["status"]}{(answer["revision"] is { } revision ? $" {(long)revision}" : "")}";

    /// <summary>The submitters and calls of a week, by its Monday.</summary>
    public (int Submitters, int Calls) Week(DateOnly monday)
    {
        var week = _stored.Where(stored => stored.Key.Day >= monday && stored.Key.Day < monday.AddDays(7)).ToList();
        return (week.Select(stored => stored.Key.Submitter).Distinct().Count(), week.Sum(stored => stored.Value.Calls));
    }

    /// <summary>A revision of a day's cell.</summary>
    internal readonly record struct Cell(DateOnly Day, long Revision, int Calls);
}
