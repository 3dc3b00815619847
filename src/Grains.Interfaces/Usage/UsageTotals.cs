namespace ToolTime.Usage;

/// <summary>Sums over reports of one name on one day. It holds no submitters, only how many reports there were.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.UsageTotals")]
public sealed record UsageTotals
{
    /// <summary>Nothing at all.</summary>
    public static readonly UsageTotals Zero = new();

    /// <summary>Reports that name it.</summary>
    [Id(0)] public long Reports { get; init; }

    /// <summary>Calls.</summary>
    [Id(1)] public long Calls { get; init; }

    /// <summary>Calls whose outcome was seen.</summary>
    [Id(2)] public long ObservedCalls { get; init; }

    /// <summary>Observed calls that failed.</summary>
    [Id(3)] public long Errors { get; init; }

    /// <summary>Calls that the user rejected.</summary>
    [Id(4)] public long Rejections { get; init; }

    /// <summary>The totals of one report's count.</summary>
    public static UsageTotals From(UsageCount count)
    {
        ArgumentNullException.ThrowIfNull(count);
        return new()
        {
            Reports = 1,
            Calls = count.Calls,
            ObservedCalls = count.ObservedCalls,
            Errors = count.Errors ?? 0,
            Rejections = count.Rejections ?? 0,
        };
    }

    /// <summary>The sum of two totals.</summary>
    public static UsageTotals operator +(UsageTotals left, UsageTotals right) => Add(left, right);

    /// <summary>The totals with their signs turned, to take back what a newer report replaces.</summary>
    public static UsageTotals operator -(UsageTotals totals) => Negate(totals);

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

    /// <summary>The totals with their signs turned.</summary>
    public static UsageTotals Negate(UsageTotals totals)
    {
        ArgumentNullException.ThrowIfNull(totals);
        return new()
        {
            Reports = -totals.Reports,
            Calls = -totals.Calls,
            ObservedCalls = -totals.ObservedCalls,
            Errors = -totals.Errors,
            Rejections = -totals.Rejections,
        };
    }
}
