namespace ToolTime.Grains.Telemetry;

/// <summary>What has changed of an app.</summary>
/// <param name="Mark">The last publication of its running periods; null for none.</param>
/// <param name="Changed">Devices of the epoch that reported since; without one, all of them.</param>
/// <param name="Deletions">Devices that were deleted, ever.</param>
public sealed record TelemetryAppState(TelemetryMark? Mark, int Changed, long Deletions)
{
    /// <summary>Devices that were deleted since.</summary>
    public int Deleted => (int)Math.Min(int.MaxValue, Deletions - (Mark?.Deletions ?? 0));
}
