namespace ToolTime.Monitor.Otlp;

/// <summary>What agents sent since `tooltime serve` started.</summary>
internal sealed record IntakeStatus
{
    /// <summary>Accepted requests.</summary>
    public long Requests { get; init; }

    /// <summary>The log records in them.</summary>
    public long Records { get; init; }

    /// <summary>How many of these were recorded.</summary>
    public long Events { get; init; }

    /// <summary>Events not recorded because the day was full.</summary>
    public long OverLimit { get; init; }

    /// <summary>Agents' hook events.</summary>
    public long Hooks { get; init; }

    /// <summary>Requests without the token, from pages, or to other host names.</summary>
    public long Refused { get; init; }

    /// <summary>Requests that were too long, or invalid.</summary>
    public long Bad { get; init; }
}
