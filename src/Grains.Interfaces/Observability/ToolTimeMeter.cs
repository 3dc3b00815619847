namespace ToolTime.Observability;

/// <summary>
/// The server's meter. All our instruments belong to it or to a meter named after it and a dot. None identifies a submitter, an address or
/// a name: tag values come from short fixed lists.
/// </summary>
public static class ToolTimeMeter
{
    /// <summary>Its name.</summary>
    public const string Name = "ToolTime";

    /// <summary>The name of Orleans' meter.</summary>
    public const string Orleans = "Microsoft.Orleans";

    /// <summary>Upper bounds of histograms in seconds, from a commit on a fast disk to the publication of a large week.</summary>
    public static readonly IReadOnlyList<double> Seconds =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    /// <summary>Whether a meter with this name is ours.</summary>
    public static bool IsOurs(string meterName)
    {
        ArgumentNullException.ThrowIfNull(meterName);
        return meterName == Name || meterName.StartsWith(Name + ".", StringComparison.Ordinal);
    }
}
