using System.Diagnostics.Metrics;
using ToolTime.Observability;

namespace ToolTime.Api.Limits;

/// <summary>Counts requests rejected by a limit, by limit.</summary>
internal sealed class LimitMetrics(IMeterFactory meters)
{
    /// <summary>Too many requests are already waiting for grains.</summary>
    public const string Room = "room";

    /// <summary>A submitter has used up its submissions for the day.</summary>
    public const string Token = "token";

    /// <summary>An address has used up its submissions for the day.</summary>
    public const string Address = "address";

    /// <summary>An address has used up its deletions for the day.</summary>
    public const string Deletions = "deletions";

    /// <summary>A device has used up its telemetry events for the day.</summary>
    public const string Device = "device";

    /// <summary>An address has used up its telemetry events for the day.</summary>
    public const string TelemetryAddress = "telemetry_address";

    /// <summary>An address has sent too many wrong operators' tokens.</summary>
    public const string Logins = "logins";

    private readonly Counter<long> _hits = meters
        .Create(ToolTimeMeter.Name)
        .CreateCounter<long>("tooltime.limits.hit", unit: null, "Requests rejected by a limit.");

    public void Hit(string limit) => _hits.Add(1, new KeyValuePair<string, object?>("limit", limit));
}
