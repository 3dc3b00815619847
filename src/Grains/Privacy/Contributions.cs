namespace ToolTime.Grains.Privacy;

/// <summary>A sum over submitters, with the two largest that are in it.</summary>
/// <param name="Sum">The sum.</param>
/// <param name="Largest">The largest submitter's.</param>
/// <param name="SecondLargest">The second largest submitter's.</param>
internal readonly record struct Contributions(long Sum, long Largest, long SecondLargest)
{
    /// <summary>The sum with one submitter more.</summary>
    public Contributions With(long part) =>
        part > Largest ? new(Sum + part, part, Largest) : new(Sum + part, Largest, Math.Max(SecondLargest, part));

    /// <summary>The sum with other submitters more.</summary>
    public Contributions With(Contributions others) => new(
        Sum + others.Sum,
        Math.Max(Largest, others.Largest),
        Math.Max(Math.Min(Largest, others.Largest), Math.Max(SecondLargest, others.SecondLargest)));
}
