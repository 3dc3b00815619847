using ToolTime.Monitor.Otlp;
using ToolTime.Monitor.Watching;

namespace ToolTime.Monitor.Web;

/// <summary>The status of `tooltime serve`: the answer of `GET /api/status`.</summary>
internal sealed record ServeStatus
{
    public required string Version { get; init; }

    public required int Pid { get; init; }

    public required int Port { get; init; }

    /// <summary>The port for agents' telemetry; null if it was in use.</summary>
    public required int? OtlpPort { get; init; }

    /// <summary>What agents sent; null if not listening.</summary>
    public required IntakeStatus? Otlp { get; init; }

    /// <summary>When it started, in UTC seconds since 1970.</summary>
    public required long StartedAt { get; init; }

    public required CollectorStatus Collector { get; init; }

    /// <summary>The folders that are watched, or would be if they existed.</summary>
    public required IReadOnlyList<WatchedFolder> Folders { get; init; }

    /// <summary>Active sessions and subagents.</summary>
    public required int Sessions { get; init; }

    /// <summary>The number of the newest event.</summary>
    public required long LastSeq { get; init; }

    /// <summary>Open WebSockets.</summary>
    public required int Subscribers { get; init; }

    public required long SubscribersCut { get; init; }

    public required long ResidentBytes { get; init; }

    /// <summary>The part managed by the runtime.</summary>
    public required long ManagedBytes { get; init; }

    public required double CpuSeconds { get; init; }

    /// <summary>The index's size on disk.</summary>
    public required long IndexBytes { get; init; }

    /// <summary>When the price table was last checked.</summary>
    public required DateOnly PricesAsOf { get; init; }
}

/// <summary>A folder in which an agent leaves transcripts.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Exists">Whether it exists.</param>
/// <param name="IsPolled">True if it sends no events, and is polled.</param>
internal sealed record WatchedFolder(string Path, bool Exists, bool IsPolled);
