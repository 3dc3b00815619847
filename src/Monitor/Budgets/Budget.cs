namespace ToolTime.Monitor.Budgets;

/// <summary>What somebody means to spend at most.</summary>
internal sealed record Budget
{
    public const string Day = "day";
    public const string Month = "month";
    public const string Window = "window";

    public static readonly string[] Periods = [Day, Month, Window];

    /// <summary>day, month (both in this machine's zone), or window: 5 hours of Claude Code's limits.</summary>
    public required string Period { get; init; }

    /// <summary>A project by its folder's name; null for all.</summary>
    public string? Project { get; init; }

    /// <summary>In dollars.</summary>
    public required decimal Usd { get; init; }
}
