namespace ToolTime.Attacks.Worlds;

/// <summary>How calls fail, of honest people, of a victim and of liars. Honest people's calls fail at 2%, with a rate of their own around it, or all but 2% do.</summary>
/// <param name="seed">The pair's seed.</param>
/// <param name="liarsWithstood">How many left out must not move a median that is told, as the adversary knows.</param>
internal sealed class Failures(int seed, int liarsWithstood)
{
    private const int CallsOfLiar = 50;
    private const int ErrorsOfPlainLiar = 1;
    private const int ErrorsOfLowLiar = 2;
    private const double HonestRate = 0.02;
    private const double VictimsRate = 0.5;
    private const double SpreadOfRates = 0.4;

    /// <summary>What somebody tells of a name.</summary>
    /// <param name="person">Who.</param>
    /// <param name="name">The name.</param>
    /// <param name="calls">Their calls.</param>
    /// <param name="victim">Whose name it is.</param>
    public Count Of(int person, int name, int calls, Victim victim)
    {
        var rate = victim.StandsOut && person == victim.Person ? VictimsRate : HonestRate;
        var odds = rate / (1 - rate) * Math.Exp(SpreadOfRates * Chance.DrawNormal(seed, 6, person, name));
        var rare = Enumerable.Range(0, calls).Count(call => Chance.Draw(seed, 7, person, name, call) < odds / (1 + odds));
        return Told(calls, rare, victim);
    }

    /// <summary>
    /// What a liar tells. Against medians some stand a little over what honest people tell and the others at the top, so many of each that
    /// the edge of what must be steady, or else the middle itself, falls between them where the victim is decisive. Against means they fail as all others do:
    /// what differs would make the median unsteady, and the mean hidden with it.
    /// </summary>
    public Count LieOf(int liar, Victim victim, double honestUsers) => victim.LooksAtMeans
        ? Told(CallsOfLiar, ErrorsOfPlainLiar, victim)
        : new(CallsOfLiar, liar < Math.Round((victim.Crowd.Liars + liarsWithstood - honestUsers) / 2) ? ErrorsOfLowLiar : CallsOfLiar);

    /// <summary>What is rare is that calls fail, or that they work.</summary>
    private static Count Told(int calls, int rare, Victim victim) => new(calls, victim.Secret == Secret.WorkedByMeans ? calls - rare : rare);
}
