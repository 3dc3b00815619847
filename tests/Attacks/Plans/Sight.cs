namespace ToolTime.Attacks.Plans;

/// <summary>What is to be seen of a name in one published week; null is what is not told.</summary>
/// <param name="Submitters">Submitters, over all clients.</param>
/// <param name="Calls">Calls, over all clients.</param>
/// <param name="CallsMedian">The median of submitters' calls.</param>
/// <param name="OfMainClient">The same of the client that most have, where clients are looked at.</param>
/// <param name="OfOtherClient">The same of the other client.</param>
public sealed record Sight(long? Submitters, double? Calls, double? CallsMedian, Sight? OfMainClient = null, Sight? OfOtherClient = null)
{
    /// <summary>Nothing is told.</summary>
    public static readonly Sight Nothing = new(null, null, null);
}
