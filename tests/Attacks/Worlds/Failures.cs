namespace ToolTime.Attacks.Worlds;

/// <summary>How calls fail, of honest people, of a victim and of liars. Honest people's calls fail at 2%, with a rate of their own around it.</summary>
/// <param name="seed">The pair's seed.</param>
/// <param name="liarsWithstood">How many left out must not move a median that is told, as the adversary knows.</param>
internal sealed class Failures(int seed, int liarsWithstood)
{
    private const int CallsOfLiar = 50;
    private const int ErrorsOfMiddlingLiar = 2;
    private const int ErrorsOfLowLiar = 2;
    private const double HonestRate = 0.02;
    private const double VictimsRate = 0.5;
    private const double SpreadOfRates = 0.4;

    /// <summary>What somebody tells of a name.</summary>
    /// <param name="person">Who.</param>
    /// <param name="name">The name.</param>
    /// <param name="calls">Their calls.</param>
    /// <param name="fails">Whether half of them fail.</param>
    public Count Of(int person, int name, int calls, bool fails)
    {
        var rate = fails ? VictimsRate : HonestRate;
        var odds = rate / (1 - rate) * Math.Exp(SpreadOfRates * Chance.DrawNormal(seed, 6, person, name));
        return new(calls, Enumerable.Range(0, calls).Count(call => Chance.Draw(seed, 7, person, name, call) < odds / (1 + odds)));
    }

    /// <summary>
    /// What a liar tells. Against medians some stand a little over what honest people tell and the others at the top, so many of each that
    /// the edge of what must be steady, or else the middle itself, falls between them where the victim is decisive. Against means they fail at such a rate that
    /// the mean of all is where it is rounded up or down, so that a little decides.
    /// </summary>
    public Count LieOf(int liar, Victim victim, double honestUsers) => new(
        CallsOfLiar,
        victim.Secret == Secret.FailedByMeans ? ErrorsOfMiddlingLiar
        : liar < Math.Round((victim.Crowd.Liars + liarsWithstood - honestUsers) / 2) ? ErrorsOfLowLiar
        : CallsOfLiar);
}
