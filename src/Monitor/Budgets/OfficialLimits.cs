using System.Text.Json;
using System.Text.Json.Serialization;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Budgets;

/// <summary>limits.json in the home: the limits from Anthropic that Claude Code last reported to its status line.</summary>
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

    /// <summary>Without the limits that have reset since. A limit with an unknown reset ends one length after the report.</summary>
    public OfficialLimits Current(DateTimeOffset now)
    {
        return this with
        {
            FiveHour = Running(FiveHour, FiveHourSeconds),
            SevenDay = Running(SevenDay, SevenDaySeconds),
            SpendLimit = Running(SpendLimit, MonthSeconds),
        };

        LimitUse? Running(LimitUse? limit, long seconds) =>
            limit is null || EndOf(limit, seconds) <= now.ToUnixTimeSeconds() ? null : limit;
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

    /// <summary>Null if none were reported yet, or the file is broken: they are reported again soon.</summary>
    public static OfficialLimits? Read(ToolTimeHome home)
    {
        try
        {
            return File.Exists(home.Limits)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(home.Limits), BudgetJson.Default.OfficialLimits)
                : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private long EndOf(LimitUse limit, long seconds) => limit.ResetsAt > 0 ? limit.ResetsAt : At + seconds;

    // What is used grows until the limit resets, but its share falls if a limit in dollars is raised. A limit without an end is
    // gone once it is no longer reported.
    private static LimitUse? Newer(LimitUse? reported, LimitUse? before) =>
        reported is null ? (before is { ResetsAt: > 0 } ? before : null)
        : before is null || (reported.ResetsAt == 0 && before.ResetsAt == 0) ? reported
        : reported.ResetsAt != before.ResetsAt ? (reported.ResetsAt > before.ResetsAt ? reported : before)
        : Used(reported) >= Used(before) ? reported
        : before;

    private static decimal Used(LimitUse limit) => limit.UsedUsd ?? (decimal)limit.UsedPercentage;

    public void Write(ToolTimeHome home)
    {
        PrivateFiles.CreateFolder(home.Path);
        PrivateFiles.Replace(home.Limits, JsonSerializer.SerializeToUtf8Bytes(this, BudgetJson.Default.OfficialLimits));
    }
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
