namespace ToolTime.Monitor.Budgets;

/// <summary>A user's spending limit for a period.</summary>
internal sealed record Budget
{
    public const string Day = "day";
    public const string Month = "month";
    public const string Window = "window";

    public static readonly string[] Periods = [Day, Month, Window];

    /// <summary>day, month (both in this machine's zone), or window: the 5 hours of Claude Code's limits.</summary>
    public required string Period { get; init; }

    /// <summary>A project by its folder's name; null for all.</summary>
    public string? Project { get; init; }

    /// <summary>The limit in dollars.</summary>
    public required decimal Usd { get; init; }
}
