using System.Text.Json.Serialization;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;

namespace ToolTime.Monitor.Budgets;

/// <summary>
/// limits.json in the home: the limits from Anthropic that Claude Code last reported to its status line. Each folder that
/// <c>CLAUDE_CONFIG_DIR</c> names may have another account, and has a file of its own.
/// </summary>
internal sealed record OfficialLimits
{
    /// <summary>When they were reported, in UTC seconds since 1970.</summary>
    public required long At { get; init; }

    public LimitUse? FiveHour { get; init; }

    public LimitUse? SevenDay { get; init; }

    /// <summary>What an organization lets this user spend; null if it sets no limit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LimitUse? SpendLimit { get; init; }

    private const long FiveHourSeconds = 5 * 60 * 60;
    private const long SevenDaySeconds = 7 * 24 * 60 * 60;
    private const long MonthSeconds = 31 * 24 * 60 * 60;

    // Claude Code reports two forms of nonsense: instants in place of percentages, and the end of another window.
    private const double MostPercentage = 1000;
    private const long LatestEndSeconds = 60 * 60;

    // Ends that differ by less are of one window.
    private const long SameEndSeconds = 60;

    /// <summary>The known limits by name, each with its end in UTC seconds since 1970.</summary>
    [JsonIgnore]
    public IEnumerable<(string Name, LimitUse Limit, long End)> All =>
        from one in new[]
        {
            (Name: "five_hour", Limit: FiveHour, Seconds: FiveHourSeconds),
            (Name: "seven_day", Limit: SevenDay, Seconds: SevenDaySeconds),
            (Name: "spend_limit", Limit: SpendLimit, Seconds: MonthSeconds),
        }
        where one.Limit is not null
        select (one.Name, one.Limit, EndOf(one.Limit, one.Seconds));

    /// <summary>
    /// Without the limits that have reset since, and those that cannot be true: beyond 1,000%, or with an end more than a window away. A
    /// limit with an unknown reset ends one length after the report.
    /// </summary>
    public OfficialLimits Current(DateTimeOffset now)
    {
        return this with
        {
            FiveHour = Running(FiveHour, FiveHourSeconds),
            SevenDay = Running(SevenDay, SevenDaySeconds),
            SpendLimit = Running(SpendLimit, MonthSeconds),
        };

        LimitUse? Running(LimitUse? limit, long seconds) =>
            limit is { UsedPercentage: <= MostPercentage }
            && EndOf(limit, seconds) - now.ToUnixTimeSeconds() is > 0 and var left
            && left <= seconds + LatestEndSeconds
                ? limit
                : null;
    }

    /// <summary>
    /// Merged with earlier reports that are newer: each session of Claude Code reports what its own last response said, however long ago.
    /// </summary>
    public OfficialLimits Merge(OfficialLimits before) =>
        this with
        {
            FiveHour = Newer(FiveHour, before.FiveHour),
            SevenDay = Newer(SevenDay, before.SevenDay),
            SpendLimit = Newer(SpendLimit, before.SpendLimit),
        };

    /// <summary>Those of the account that reported last; null if none were reported yet.</summary>
    public static OfficialLimits? ReadNewest(ToolTimeHome home) =>
        Directory.Exists(home.Path)
            ? Directory.EnumerateFiles(home.Path, "limits*.json").Select(Read).MaxBy(limits => limits?.At)
            : null;

    /// <summary>Those of one account; null if none were reported yet, or the file is broken: they are reported again soon.</summary>
    /// <param name="home">The home.</param>
    /// <param name="configFolder">Claude Code's folder as <c>CLAUDE_CONFIG_DIR</c> names it; null for the usual one.</param>
    public static OfficialLimits? Read(ToolTimeHome home, string? configFolder) => Read(home.Limits(configFolder));

    private static OfficialLimits? Read(string file) => OwnJson.ReadIfPossible(file, BudgetJson.Default.OfficialLimits);

    private long EndOf(LimitUse limit, long seconds) => limit.ResetsAt > 0 ? limit.ResetsAt : At + seconds;

    // What is used grows until the limit resets, but its share falls if a limit in dollars is raised. A limit without an end is
    // gone once it is no longer reported.
    private static LimitUse? Newer(LimitUse? reported, LimitUse? before) =>
        reported is null ? (before is { ResetsAt: > 0 } ? before : null)
        : before is null || (reported.ResetsAt == 0 && before.ResetsAt == 0) ? reported
        : Math.Abs(reported.ResetsAt - before.ResetsAt) > SameEndSeconds ? (reported.ResetsAt > before.ResetsAt ? reported : before)
        : Used(reported) >= Used(before) ? reported
        : before;

    private static decimal Used(LimitUse limit) => limit.UsedUsd ?? (decimal)limit.UsedPercentage;

    /// <summary>Stores them as one account's.</summary>
    public void Write(ToolTimeHome home, string? configFolder) =>
        OwnJson.Replace(home.Limits(configFolder), this, BudgetJson.Default.OfficialLimits);
}

/// <summary>How much of a limit is used.</summary>
/// <param name="UsedPercentage">0 or more; over 100 if it is exceeded.</param>
/// <param name="ResetsAt">When it resets, in UTC seconds since 1970; 0 if unknown.</param>
internal sealed record LimitUse(double UsedPercentage, long ResetsAt)
{
    /// <summary>Dollars used; null if the limit is not in dollars.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? UsedUsd { get; init; }

    /// <summary>Dollars allowed; null if the limit is not in dollars.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? LimitUsd { get; init; }
}
