using ToolTime.Attacks.Worlds;
using ToolTime.Calendar;

namespace ToolTime.Attacks.Poisoning;

/// <summary>
/// A week of submitters who all use the same tools, some of whom lie. Honest people are the same whatever the liars do: of each tool
/// about 150 calls, the middle one of its people failing at the tool's rate. Liars lie about the tools that fail in 5% of calls as they
/// are told, and about all others modestly, since what counts of one kind is bounded; or, beside the middle, about all.
/// </summary>
/// <param name="seed">Tells one week from another.</param>
/// <param name="submitters">Submitters, liars and all.</param>
/// <param name="liars">How many of them lie.</param>
/// <param name="lie">How.</param>
public sealed class PoisonedWeek(int seed, int submitters, int liars, Lie lie)
{
    /// <summary>Tools of each rate.</summary>
    public const int ToolsOfRate = 10;

    private const double MiddleCalls = 150;
    private const double SpreadOfCalls = 0.8;
    private const double SpreadOfRates = 0.4;

    /// <summary>A little under the 2,000 calls of a name that count on a day, so that those of ten tools are under the 20,000 of a kind.</summary>
    private const int MostCallsOfDay = 1_900;

    private const int DaysOfLiar = 6;

    /// <summary>So many, over six days, that half a point of them is a whole number on each.</summary>
    private const int CallsBeside = 1_200;

    private const double HalfAPoint = 0.005;

    /// <summary>The rate of the tools that liars lie about as best they can.</summary>
    public const double RateOfLies = 0.05;

    private static readonly IsoWeek Week = IsoWeek.Of(new(2026, 11, 2));

    /// <summary>The rates at which honest people's calls fail.</summary>
    public static readonly IReadOnlyList<double> Rates = [0.02, 0.05, 0.1, 0.2];

    /// <summary>Every tool.</summary>
    public static readonly IReadOnlyList<Name> Tools =
        [.. from rate in Rates from number in Enumerable.Range(0, ToolsOfRate) select new Name("tool", $"fails-{100 * rate:00}-{number}")];

    /// <summary>The rate of a tool.</summary>
    public static double RateOf(int tool) => Rates[tool / ToolsOfRate];

    /// <summary>All that happens, in order.</summary>
    public IEnumerable<Moment> Moments()
    {
        var honest = Enumerable.Range(0, submitters - liars).Select(person => Tools.Select((_, tool) => Honest(person, tool)).ToArray()).ToList();
        var lies = Tools.Select((_, tool) => LieOf(tool, honest.Sum(person => (long)person[tool].Calls))).ToArray();
        IReadOnlyList<Report> reports =
        [
            .. honest.Select((counts, person) => new Report($"person-{person}", World.MainClient, [DayOf(1, counts)])),
            .. Enumerable.Range(0, lie == Lie.None ? 0 : liars).Select(liar => new Report($"liar-{liar}", World.MainClient, [.. Enumerable.Range(0, 7).Select(day =>
                DayOf(day, [.. lies.Select(count => PartOf(count, day))]))])),
        ];

        var day = Week.FirstDay;
        yield return new(At(day.AddDays(3), 18), [.. reports.Select(report => report with { Days = [DayOf(0, [])] })], [], Publishes: false);
        yield return new(At(day.AddDays(7), 9), [.. reports.Select(Renewed)], [], Publishes: false);
        yield return new(At(day.AddDays(10), 0, 20), [], [], Publishes: true);
    }

    private static DateTimeOffset At(DateOnly day, int hour, int minute = 0) => new(day, new(hour, minute), TimeSpan.Zero);

    private static KeyValuePair<DateOnly, IReadOnlyDictionary<Name, Count>> DayOf(int day, Count[] counts) =>
        KeyValuePair.Create(Week.FirstDay.AddDays(day), (IReadOnlyDictionary<Name, Count>)counts.Select((count, tool) => (Tools[tool], count)).ToDictionary());

    /// <summary>Without the day that the first report told of already.</summary>
    private static Report Renewed(Report report) => report with { Days = [.. report.Days.Where(day => day.Key != Week.FirstDay)] };

    private Count Honest(int person, int tool)
    {
        var calls = (int)Math.Clamp(Math.Round(MiddleCalls * Math.Exp(SpreadOfCalls * Chance.DrawNormal(seed, 1, person, tool))), 1, MostCallsOfDay);
        var odds = RateOf(tool) / (1 - RateOf(tool)) * Math.Exp(SpreadOfRates * Chance.DrawNormal(seed, 2, person, tool));
        var rate = odds / (1 + odds);
        return new(calls, Enumerable.Range(0, calls).Count(call => Chance.Draw(seed, 3, person, tool, call) < rate));
    }

    /// <summary>What a liar tells of a tool in the week.</summary>
    private Count LieOf(int tool, long callsOfOthers)
    {
        if (lie == Lie.Beside)
        {
            return new(CallsBeside, (int)Math.Round(CallsBeside * (RateOf(tool) + HalfAPoint)));
        }

        var calls = (int)CallsOfLie(RateOf(tool) == RateOfLies ? lie : Lie.Modest, callsOfOthers);
        return new(calls, calls);
    }

    /// <summary>The calls, all of which fail.</summary>
    private long CallsOfLie(Lie way, long callsOfOthers)
    {
        // One may hold a fifth of a sum, and two 35% together; a little less is never hidden, and so many liars hold less whatever they do.
        var share = liars == 1 ? 0.19 : 0.17;
        var isBounded = liars * share < 1;
        return way switch
        {
            Lie.Modest => (long)MiddleCalls,
            Lie.Shrewd when isBounded => (long)Math.Min(DaysOfLiar * MostCallsOfDay, callsOfOthers * share / (1 - (liars * share))),
            _ => DaysOfLiar * MostCallsOfDay,
        };
    }

    /// <summary>The part of a liar's calls that is told of one day; on the first they are only there.</summary>
    private static Count PartOf(Count lie, int day) => day == 0 ? default : new(lie.Calls / DaysOfLiar, lie.Errors / DaysOfLiar);
}
