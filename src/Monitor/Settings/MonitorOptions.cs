using ToolTime.Monitor.Security.Checking;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Monitor.Settings;

/// <summary>The settings of what follows agents.</summary>
internal sealed record MonitorOptions
{
    public required ToolTimeHome Home { get; init; }

    public required Func<string, string?> Environment { get; init; }

    /// <summary>The models' prices.</summary>
    public required PriceBook Prices { get; init; }

    /// <summary>The time zone of price changes and budgets.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The current instant, for days and windows.</summary>
    public required Func<DateTimeOffset> Now { get; init; }

    /// <summary>Evaluates calls as they come; null to evaluate none.</summary>
    public SecurityEngine? Engine { get; init; }

    /// <summary>Whether users' messages are scored as they come.</summary>
    public bool HasSentiment { get; init; }

    /// <summary>Whether findings in calls as they come are sent to the user's channels too.</summary>
    public bool RaisesAlerts { get; init; }

    /// <summary>True to poll all files, for folders that send no events.</summary>
    public bool IsPolled { get; init; }

    /// <summary>The clock for waiting.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
