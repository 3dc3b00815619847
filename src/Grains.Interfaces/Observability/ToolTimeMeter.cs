namespace ToolTime.Observability;

/// <summary>
/// The one meter of this server. Every instrument of ours belongs to it, or to one whose name begins with its name and a dot, and
/// identifies no single submitter, address or name: tags are from short lists of our own words.
/// </summary>
public static class ToolTimeMeter
{
    /// <summary>Its name.</summary>
    public const string Name = "ToolTime";

    /// <summary>The meter of Orleans.</summary>
    public const string Orleans = "Microsoft.Orleans";

    /// <summary>
    /// Upper bounds of histograms of seconds: from what a fast disk takes for a commit to what a large week's publication takes.
    /// </summary>
    public static readonly IReadOnlyList<double> Seconds =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    /// <summary>Whether a meter is one of ours, by its name.</summary>
    public static bool IsOurs(string meterName)
    {
        ArgumentNullException.ThrowIfNull(meterName);
        return meterName == Name || meterName.StartsWith(Name + ".", StringComparison.Ordinal);
    }
}
