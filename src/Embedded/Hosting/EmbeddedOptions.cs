using System.ComponentModel.DataAnnotations;

namespace ToolTime.Embedded;

/// <summary>The engine's settings. Values out of bounds stop the start.</summary>
/// <remarks>Mailboxes have no bound by design: back-pressure belongs at the door, where a caller can still be told to come back.</remarks>
public sealed class EmbeddedOptions
{
    /// <summary>How long a caller waits for an answer, unless the method says otherwise. The turn itself goes on. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an activation stays without a call, unless its class says otherwise. Longer costs memory, shorter costs activations. Default 15 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "30.00:00:00")]
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How many activations there may be before those that are idle longest are ended early, so that a flood of new grains costs time and not
    /// memory. Each takes 1 to 2 KiB and what its grain holds. Those that are busy do not end, so there may be more. Default 50,000.
    /// </summary>
    [Range(100, 100_000_000)]
    public int ActivationCapacity { get; set; } = 50_000;

    /// <summary>How often idle activations are looked for, which takes a walk over all. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The shortest period that a reminder may have; each tick costs a write. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a stop waits for turns that run, before it fails the calls that are left, and how long it then waits for deactivations.
    /// Twice this should be below the host's own shutdown time-out. Default 10 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
