namespace ToolTime.Monitor.Otlp;

/// <summary>What agents sent since `tooltime serve` began.</summary>
internal sealed record IntakeStatus
{
    /// <summary>Requests that were taken.</summary>
    public long Requests { get; init; }

    /// <summary>Log records in them.</summary>
    public long Records { get; init; }

    /// <summary>Of these what was recorded.</summary>
    public long Events { get; init; }

    /// <summary>What was not recorded since the day had as much as one may have.</summary>
    public long OverLimit { get; init; }

    /// <summary>Events of agents' hooks.</summary>
    public long Hooks { get; init; }

    /// <summary>Requests without the token, of pages, or to other names.</summary>
    public long Refused { get; init; }

    /// <summary>Requests that were too long, or not what they said.</summary>
    public long Bad { get; init; }
}
