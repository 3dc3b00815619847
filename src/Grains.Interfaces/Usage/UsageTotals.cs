namespace ToolTime.Usage;

/// <summary>Sums over one day's reports of a name. It holds the number of reports, not the submitters.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.UsageTotals")]
public sealed record UsageTotals
{
    /// <summary>No reports.</summary>
    public static readonly UsageTotals Zero = new();

    /// <summary>Reports that contain the name.</summary>
    [Id(0)] public long Reports { get; init; }

    /// <summary>Calls.</summary>
    [Id(1)] public long Calls { get; init; }

    /// <summary>Calls whose outcome was seen.</summary>
    [Id(2)] public long ObservedCalls { get; init; }

    /// <summary>Observed calls that failed.</summary>
    [Id(3)] public long Errors { get; init; }

    /// <summary>Calls that the user rejected.</summary>
    [Id(4)] public long Rejections { get; init; }

    /// <summary>The sum of two totals.</summary>
    public static UsageTotals operator +(UsageTotals left, UsageTotals right) => Add(left, right);

    /// <summary>The sum of two totals.</summary>
    public static UsageTotals Add(UsageTotals left, UsageTotals right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new()
        {
            Reports = left.Reports + right.Reports,
            Calls = left.Calls + right.Calls,
            ObservedCalls = left.ObservedCalls + right.ObservedCalls,
            Errors = left.Errors + right.Errors,
            Rejections = left.Rejections + right.Rejections,
        };
    }
}
