using ToolTime.Publication;

namespace ToolTime.DataSet;

/// <summary>All that was published of a final week, or four, as rows. A file of it never changes, so nor does this record's JSON.</summary>
public sealed record DataSetPeriod
{
    /// <summary>The form in which files are written.</summary>
    public const int CurrentForm = 1;

    /// <summary>The form of the file.</summary>
    public required int Form { get; init; }

    /// <summary>The period, its denominators, and the rules in force when it was made.</summary>
    public required StatsWindow Window { get; init; }

    /// <summary>The rows, by client, dimension and name.</summary>
    public required IReadOnlyList<DataSetRow> Rows { get; init; }
}
