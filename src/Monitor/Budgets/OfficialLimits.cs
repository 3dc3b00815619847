using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Budgets;

/// <summary>limits.json in the home: the limits that Claude Code reported its status line last, from Anthropic itself.</summary>
internal sealed record OfficialLimits
{
    /// <summary>When they were reported, in UTC seconds since 1970.</summary>
    public required long At { get; init; }

    public LimitUse? FiveHour { get; init; }

    public LimitUse? SevenDay { get; init; }

    /// <summary>Null where none were reported yet, or the file is broken: they are reported again soon.</summary>
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

    public void Write(ToolTimeHome home)
    {
        PrivateFiles.CreateFolder(home.Path);
        PrivateFiles.Replace(home.Limits, JsonSerializer.SerializeToUtf8Bytes(this, BudgetJson.Default.OfficialLimits));
    }
}

/// <summary>How much of a limit is used.</summary>
/// <param name="UsedPercentage">From 0 to 100.</param>
/// <param name="ResetsAt">When it begins again, in UTC seconds since 1970; 0 where that was not reported.</param>
internal sealed record LimitUse(double UsedPercentage, long ResetsAt)
{
    /// <summary>Not what it was once its time has come.</summary>
    public bool IsOver(DateTimeOffset now) => ResetsAt > 0 && ResetsAt <= now.ToUnixTimeSeconds();
}
