using System.Diagnostics.Metrics;
using ToolTime.Observability;

namespace ToolTime.Api.Limits;

/// <summary>Counts requests that a limit turned away, by the limit.</summary>
internal sealed class LimitMetrics(IMeterFactory meters)
{
    /// <summary>More requests are with grains than there is room for.</summary>
    public const string Room = "room";

    /// <summary>A submitter has used its submissions of the day up.</summary>
    public const string Token = "token";

    /// <summary>An address has used its submissions of the day up.</summary>
    public const string Address = "address";

    /// <summary>An address has used its deletions of the day up.</summary>
    public const string Deletions = "deletions";

    /// <summary>A device has used its events of telemetry of the day up.</summary>
    public const string Device = "device";

    /// <summary>An address has used its events of telemetry of the day up.</summary>
    public const string TelemetryAddress = "telemetry_address";

    /// <summary>An address has tried too many wrong operators' tokens.</summary>
    public const string Logins = "logins";

    private readonly Counter<long> _hits = meters
        .Create(ToolTimeMeter.Name)
        .CreateCounter<long>("tooltime.limits.hit", unit: null, "Requests that a limit turned away.");

    public void Hit(string limit) => _hits.Add(1, new KeyValuePair<string, object?>("limit", limit));
}
