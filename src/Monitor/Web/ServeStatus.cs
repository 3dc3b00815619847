using ToolTime.Monitor.Otlp;
using ToolTime.Monitor.Watching;

namespace ToolTime.Monitor.Web;

/// <summary>How `tooltime serve` is: what `GET /api/status` answers.</summary>
internal sealed record ServeStatus
{
    public required string Version { get; init; }

    public required int Pid { get; init; }

    public required int Port { get; init; }

    /// <summary>Where agents may send telemetry; null where that port is taken.</summary>
    public required int? OtlpPort { get; init; }

    /// <summary>What they sent; null where nobody listens.</summary>
    public required IntakeStatus? Otlp { get; init; }

    /// <summary>In UTC seconds since 1970.</summary>
    public required long StartedAt { get; init; }

    public required CollectorStatus Collector { get; init; }

    /// <summary>The folders that are watched, or would be if they were there.</summary>
    public required IReadOnlyList<WatchedFolder> Folders { get; init; }

    /// <summary>Sessions and sub-agents at work now.</summary>
    public required int Sessions { get; init; }

    /// <summary>The number of the newest event.</summary>
    public required long LastSeq { get; init; }

    /// <summary>WebSockets that are open.</summary>
    public required int Subscribers { get; init; }

    public required long SubscribersCut { get; init; }

    public required long ResidentBytes { get; init; }

    /// <summary>Of them what the runtime manages.</summary>
    public required long ManagedBytes { get; init; }

    public required double CpuSeconds { get; init; }

    /// <summary>Of the index on the disk.</summary>
    public required long IndexBytes { get; init; }

    /// <summary>When the price table was last looked through.</summary>
    public required DateOnly PricesAsOf { get; init; }
}

/// <summary>A folder in which an agent leaves transcripts.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Exists">Whether it is there.</param>
/// <param name="IsPolled">True where it sends no events, and is looked at from time to time.</param>
internal sealed record WatchedFolder(string Path, bool Exists, bool IsPolled);
