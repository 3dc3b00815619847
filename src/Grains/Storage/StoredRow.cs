using ToolTime.Calendar;
using ToolTime.Usage;

namespace ToolTime.Grains.Storage;

/// <summary>A stored row: a day cell or a snapshot.</summary>
public abstract record StoredRow
{
    private StoredRow()
    {
    }

    /// <summary>The coding agent that it is about.</summary>
    public required AgentClient Client { get; init; }

    /// <summary>Its counts.</summary>
    public required UsageReport Report { get; init; }

    /// <summary>The UTC day on which it counts: a cell's own day, or the day on which a snapshot was made.</summary>
    public abstract DateOnly CountedOn { get; }

    /// <summary>A day cell.</summary>
    public sealed record Cell : StoredRow
    {
        /// <summary>The UTC day.</summary>
        public required DateOnly Day { get; init; }

        /// <inheritdoc/>
        public override DateOnly CountedOn => Day;
    }

    /// <summary>A rolling snapshot.</summary>
    public sealed record Snapshot : StoredRow
    {
        /// <summary>When it was made, cut to the hour, UTC.</summary>
        public required DateTimeOffset GeneratedHour { get; init; }

        /// <summary>Its total events.</summary>
        public required int TotalEvents { get; init; }

        /// <summary>SHA-256 of its content, which decides between two of the same hour.</summary>
        public required string ContentHash { get; init; }

        /// <inheritdoc/>
        public override DateOnly CountedOn => GeneratedHour.UtcDay();
    }
}
