namespace ToolTime.Attacks.Plans;

/// <summary>What is to be seen of a name in one published week; null is what is not told.</summary>
/// <param name="Submitters">Submitters, over all clients.</param>
/// <param name="Calls">Calls, over all clients.</param>
/// <param name="CallsMedian">The median of submitters' calls.</param>
public sealed record Sight(long? Submitters, double? Calls, double? CallsMedian)
{
    /// <summary>Nothing is told.</summary>
    public static readonly Sight Nothing = new(null, null, null);

    /// <summary>The error rate beside the median.</summary>
    public double? ErrorRate { get; init; }

    /// <summary>The median of submitters' error rates.</summary>
    public double? ErrorRateMedian { get; init; }

    /// <summary>The same of the client that most have, where clients are looked at.</summary>
    public Sight? OfMainClient { get; init; }

    /// <summary>The same of the other client.</summary>
    public Sight? OfOtherClient { get; init; }
}
