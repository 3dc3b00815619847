namespace ToolTime.Attacks.Judging;

/// <summary>How well an adversary told the two worlds of pairs apart, each judged by itself.</summary>
/// <param name="Pairs">How many pairs.</param>
/// <param name="RightlyTrue">Worlds with a true secret that were called so.</param>
/// <param name="WronglyTrue">Worlds with a false secret that were called true.</param>
public sealed record Verdict(int Pairs, int RightlyTrue, int WronglyTrue)
{
    /// <summary>The share of true secrets found less the share of false ones found: 0 is guessing, 1 is knowing.</summary>
    public double Advantage => (RightlyTrue - WronglyTrue) / (double)Pairs;

    /// <summary>The advantage's interval.</summary>
    public Interval Interval => Interval.OfDifference(RightlyTrue, WronglyTrue, Pairs);
}
