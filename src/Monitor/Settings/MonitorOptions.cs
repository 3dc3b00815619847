using ToolTime.Monitor.Security.Checking;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Monitor.Settings;

/// <summary>What follows agents works with.</summary>
internal sealed record MonitorOptions
{
    public required ToolTimeHome Home { get; init; }

    public required Func<string, string?> Environment { get; init; }

    /// <summary>What models cost.</summary>
    public required PriceBook Prices { get; init; }

    /// <summary>In whose days prices change and budgets count.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The instant by which days and windows go.</summary>
    public required Func<DateTimeOffset> Now { get; init; }

    /// <summary>By which calls are evaluated as they come; null where they are not.</summary>
    public SecurityEngine? Engine { get; init; }

    /// <summary>Whether what users say is scored as it comes.</summary>
    public bool HasSentiment { get; init; }

    /// <summary>True to look at all files from time to time, where folders send no events.</summary>
    public bool IsPolled { get; init; }

    /// <summary>By which it waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
