using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>Which details there are, by what a cell is of.</summary>
internal static class Details
{
    /// <summary>The details that add up, so that one can be taken from a total.</summary>
    public static readonly Detail[] ThatAddUp = [Detail.Submitters, Detail.Calls, Detail.ObservedCalls, Detail.RejectableCalls];

    /// <summary>The details that are sums over submitters.</summary>
    public static readonly Detail[] Sums = [.. ThatAddUp.Skip(1)];

    /// <summary>The details that are made of submitters' own rates.</summary>
    public static readonly Detail[] Rates = [Detail.ErrorRateMedian, Detail.ErrorRate, Detail.RejectionRate];

    private static readonly Detail[] OfTools = Enum.GetValues<Detail>();
    private static readonly Detail[] OfServers = [.. OfTools.Except([Detail.RejectableCalls, Detail.RejectionRate, Detail.Deciles])];
    private static readonly Detail[] OfSkills = [Detail.Submitters, Detail.Calls, Detail.Quartiles];
    private static readonly Detail[] OfEverything = [Detail.Submitters, Detail.Calls];
    private static readonly Detail[] OfEdits = [Detail.Submitters, Detail.Quartiles];
    private static readonly Detail[] OfPresence = [Detail.Submitters];

    /// <summary>What may be told of a name at all.</summary>
    public static Detail[] Of(UsageName name) => name.Dimension switch
    {
        Dimension.Tool => OfTools,
        Dimension.McpServer => OfServers,
        Dimension.Skill => OfSkills,
        Dimension.Model or Dimension.Plugin => OfPresence,
        _ => name == UsageName.Everything ? OfEverything : OfEdits,
    };
}
