namespace ToolTime.Api.Observability;

/// <summary>A histogram in three numbers.</summary>
/// <param name="Count">How many measurements there were.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="Within99">The upper bound of the bucket that the 99th of a hundred is in; infinite beyond the last.</param>
internal readonly record struct Timing(long Count, double Sum, double Within99)
{
    /// <summary>Their mean; null where there are none.</summary>
    public double? Mean => Count > 0 ? Sum / Count : null;
}
