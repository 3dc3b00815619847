namespace ToolTime.Telemetry;

/// <summary>Tokens of tasks. Sums are of a day only.</summary>
public sealed record TelemetryTokens
{
    /// <summary>Tokens that were sent.</summary>
    public long? Prompt { get; init; }

    /// <summary>Tokens that came back.</summary>
    public long? Completion { get; init; }

    /// <summary>Tokens that were written to the cache.</summary>
    public long? CacheCreation { get; init; }

    /// <summary>Tokens that were read from the cache.</summary>
    public long? CacheRead { get; init; }

    /// <summary>The median of prompt and completion tokens together, by task.</summary>
    public double? P50 { get; init; }

    /// <summary>Their ninth decile.</summary>
    public double? P90 { get; init; }
}
