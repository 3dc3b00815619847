using ToolTime.Calendar;

namespace ToolTime.Attacks.Worlds;

/// <summary>
/// A community of 200 people, 90% of them present in a week, with the adversary's liars beside them. It holds many victims at once, each
/// with names of their own, so that it stands for as many worlds: nothing of one victim's cells is in another's but how many people are
/// there in all. The two worlds of a pair have one seed and are alike but for every victim's secret, which is flipped.
/// </summary>
public sealed class World
{
    /// <summary>People, without liars.</summary>
    public const int People = 200;

    /// <summary>Victims of each secret and crowd.</summary>
    public const int VictimsOfCrowd = 10;

    /// <summary>Calls that a liar tells of each name.</summary>
    public const int CallsOfLiar = 10;

    /// <summary>The client of most people, and of all liars.</summary>
    public const string MainClient = "claude-code";

    /// <summary>The client of the others.</summary>
    public const string OtherClient = "codex";

    /// <summary>Where calls fail, people make so many times as many, so that a rate says something.</summary>
    private const int CallsOverRates = 8;

    private const int NamesOfTable = 50;

    /// <summary>Liars who are there only on the newest day where the adversary looks daily: so many new ones make the server tell a name anew.</summary>
    private const int LiarsOfNewestDay = 30;

    private const double Presence = 0.9;
    private const double ShareOfMainClient = 0.7;

    private static readonly string[] Dimensions = ["tool", "skill", "mcp_server"];
    private static readonly Epoch FirstEpoch = Epoch.Of(new(2026, 11, 2));

    private readonly int _seed;
    private readonly Dictionary<int, Victim> _victimOf = [];
    private readonly Dictionary<int, int[]> _users;
    private readonly Failures _failures;

    private World(int seed, bool flipped, IEnumerable<(Secret Secret, Crowd Crowd)> attacks, int looks, int liarsWithstood = 20)
    {
        (_seed, Looks, _failures) = (seed, looks, new(seed, liarsWithstood));
        Victims = [.. VictimsOf(seed, flipped, attacks)];
        foreach (var victim in Victims)
        {
            foreach (var name in victim.Names)
            {
                _victimOf[name] = victim;
            }
        }

        _users = _victimOf.ToDictionary(pair => pair.Key, pair => Enumerable.Range(0, People).Where(person => IsUser(person, pair.Key, pair.Value)).ToArray());
    }

    /// <summary>The first week in which anybody looks, from 0; nobody reports before.</summary>
    public int FirstLook => Victims.Min(victim => victim.Weeks.Start.Value);

    /// <summary>How many weeks it lasts; where the adversary looks daily, the days on which they do.</summary>
    public int Looks { get; }

    /// <summary>Whether the adversary looks at the last seven days, daily, and not at weeks.</summary>
    public bool IsDaily => Victims[0].Secret == Secret.BeganToday;

    /// <summary>Whether the adversary looks at errors.</summary>
    public bool LooksAtErrors => Victims[0].LooksAtErrors;

    /// <summary>The clients at whose tables the adversary looks, too.</summary>
    public IReadOnlyList<string> Clients => LooksAtErrors || IsDaily ? [] : Victims[0].Secret == Secret.UsedOtherClient ? [MainClient, OtherClient] : [MainClient];

    /// <summary>The victims.</summary>
    public IReadOnlyList<Victim> Victims { get; }

    /// <summary>Every name, by its number.</summary>
    public IEnumerable<int> Names => _victimOf.Keys;

    /// <summary>One week.</summary>
    public static World OfAWeek(int seed, bool flipped) => new(seed, flipped, AttacksOn(Secret.UsedThem), 1);

    /// <summary>Two weeks.</summary>
    public static World OfTwoWeeks(int seed, bool flipped) => new(seed, flipped, AttacksOn(Secret.UsedThemAgain), 2);

    /// <summary>An epoch's four weeks, in which some delete everything.</summary>
    public static World OfDeletions(int seed, bool flipped) => new(seed, flipped, AttacksOn(Secret.Deleted), 4);

    /// <summary>Five weeks, the last of them in a new epoch.</summary>
    public static World OfTwoEpochs(int seed, bool flipped) => new(seed, flipped, AttacksOn(Secret.WentOn), 5);

    /// <summary>Five weeks, in which liars outnumber everybody else around a name; more than the rules are made for.</summary>
    public static World OfSieges(int seed, bool flipped) =>
        new(seed, flipped, [(Secret.Deleted, Crowd.EightyLiars), (Secret.UsedThem, Crowd.EightyLiars), (Secret.UsedThemAgain, Crowd.EightyLiars), (Secret.WentOn, Crowd.EightyLiars)], 5);

    /// <summary>One week of two clients.</summary>
    public static World OfClients(int seed, bool flipped) => new(seed, flipped, AttacksOn(Secret.UsedOtherClient), 1);

    /// <summary>Twelve weeks, three epochs; everybody's tokens, and so the liars', are renewed with each.</summary>
    public static World OfSeasons(int seed, bool flipped) => new(seed, flipped, AttacksOn(Secret.UsedThemForLong), 4 * Victim.Epochs);

    /// <summary>One week of names that fail.</summary>
    public static World OfErrors(int seed, bool flipped) => new(seed, flipped, AttacksOn(Secret.FailedByMedians, Secret.FailedByMeans, Secret.WorkedByMeans), 1);

    /// <summary>The same, with more liars than the rules are made for.</summary>
    public static World OfErrorSieges(int seed, bool flipped) =>
        new(seed, flipped, [(Secret.FailedByMedians, Crowd.EightyLiars), (Secret.FailedByMeans, Crowd.ManyWithEightyLiars)], 1);

    /// <summary>Both, by medians alone, with liars who know that medians need not be steady.</summary>
    public static World OfUnsteadyMedians(int seed, bool flipped) =>
        new(seed, flipped, AttacksOn(Secret.FailedByMedians).Append((Secret.FailedByMedians, Crowd.EightyLiars)), 1, liarsWithstood: 0);

    /// <summary>Two days on which the last seven are told.</summary>
    public static World OfDays(int seed, bool flipped) => new(seed, flipped, AttacksOn(Secret.BeganToday), 2);

    /// <summary>A name by its number. Where tables are looked at, names are of several dimensions, since a table shows fifty, or a hundred tools.</summary>
    public Name NameOf(int number) => new(LooksAtErrors ? "mcp_server" : Dimensions[number / NamesOfTable % Dimensions.Length], $"attacked-{number}");

    /// <summary>The first day of a week.</summary>
    public static DateOnly FirstDayOf(int week) => FirstEpoch.FirstDay.AddDays(7 * week);

    /// <summary>All that happens, in order.</summary>
    public IEnumerable<Moment> Moments() => IsDaily ? MomentsOfDays() : MomentsOfWeeks();

    /// <summary>Who used a name in a week without the victim, and their calls together: what an adversary may know who knows all others.</summary>
    public (int Submitters, int Calls) OthersOf(int name, int look)
    {
        var week = IsDaily ? 0 : look;
        var users = _users[name].Where(person => IsPresent(person, week)).ToList();
        var liars = _victimOf[name].Crowd.Liars - (IsDaily && look == 0 ? LiarsOfNewestDayOf(_victimOf[name]) : 0);
        return (users.Count + liars, users.Sum(person => CallsOf(person, name, week)) + (liars * CallsOfLiar));
    }

    /// <summary>What all others tell of a name that fails, liars among them.</summary>
    public IEnumerable<Count> CountsOfOthers(int name) =>
        _users[name].Where(person => IsPresent(person, 0)).Select(person => CountOf(person, name, 0))
            .Concat(Enumerable.Range(0, _victimOf[name].Crowd.Liars).Select(liar => LieOf(liar, _victimOf[name])));

    private IEnumerable<Moment> MomentsOfWeeks()
    {
        var known = new HashSet<string>();
        for (var week = FirstLook; week < Looks; week++)
        {
            var day = FirstDayOf(week);
            var reports = ReportsOf(week, day.AddDays(1)).ToList();

            // Who is new under this epoch's token comes twice, to count at all.
            var first = reports.Where(report => known.Add(report.Token)).Select(report => report with { Days = [KeyValuePair.Create(day, NoNames)] });
            yield return new(At(day.AddDays(3), 18), [.. first], [], Publishes: false);
            yield return new(At(day.AddDays(7), 9), reports, DeletionsOf(week), Publishes: false);
            yield return new(At(day.AddDays(10), 0, 20), [], [], Publishes: true);
        }
    }

    /// <summary>Others use the names on a day that is in both windows; the victim, if at all, and some liars on the day that only the second has.</summary>
    private IEnumerable<Moment> MomentsOfDays()
    {
        var day = FirstDayOf(0);
        var reports = ReportsOf(0, day.AddDays(5)).ToList();
        yield return new(At(day.AddDays(3), 18), [.. reports.Select(report => report with { Days = [KeyValuePair.Create(day, NoNames)] })], [], Publishes: false);
        yield return new(At(day.AddDays(6), 12), reports, [], Publishes: false);
        yield return new(At(day.AddDays(8), 0, 20), [], [], Publishes: true);
        var newest = day.AddDays(8);
        var ofVictims = Victims.Select(victim => new Report(
            TokenOf("person", victim.Person, 0), ClientOf(victim.Person), [KeyValuePair.Create(newest, victim.Uses(1) ? NamesOf(victim) : NoNames)]));
        var ofLiars = Enumerable.Range(0, LiarsOfNewestDay).Select(liar => new Report(TokenOf("liar", liar, 0), MainClient, [KeyValuePair.Create<DateOnly, IReadOnlyDictionary<Name, Count>>(newest, LiesOfNewestDay(liar))]));
        yield return new(At(newest, 20), [.. ofVictims, .. ofLiars], [], Publishes: false);
        yield return new(At(newest.AddDays(1), 0, 20), [], [], Publishes: true);
    }

    private static int LiarsOfNewestDayOf(Victim victim) => Math.Min(victim.Crowd.Liars, LiarsOfNewestDay);

    private Dictionary<Name, Count> LiesOfNewestDay(int liar) => _victimOf.Where(pair => liar < LiarsOfNewestDayOf(pair.Value)).ToDictionary(pair => NameOf(pair.Key), pair => LieOf(liar, pair.Value));

    private Dictionary<Name, Count> NamesOf(Victim victim) => victim.Names.ToDictionary(NameOf, number => new Count(CallsOf(victim.Person, number, 1)));

    /// <summary>What somebody tells of a name in a week.</summary>
    private Count CountOf(int person, int name, int week)
    {
        var victim = _victimOf[name];
        return victim.LooksAtErrors ? _failures.Of(person, name, CallsOverRates * CallsOf(person, name, week), victim) : new(CallsOf(person, name, week));
    }

    private Count LieOf(int liar, Victim victim) => victim.LooksAtErrors ? _failures.LieOf(liar, victim, victim.Crowd.Share * People * Presence) : new(CallsOfLiar);

    private static readonly IReadOnlyDictionary<Name, Count> NoNames = new Dictionary<Name, Count>();

    private static DateTimeOffset At(DateOnly day, int hour, int minute = 0) => new(day, new(hour, minute), TimeSpan.Zero);

    private static IEnumerable<(Secret Secret, Crowd Crowd)> AttacksOn(params IEnumerable<Secret> secrets) =>
        from secret in secrets from crowd in Crowd.Around(secret) select (secret, crowd);

    private static IEnumerable<Victim> VictimsOf(int seed, bool flipped, IEnumerable<(Secret Secret, Crowd Crowd)> attacks) =>
        from victim in attacks.SelectMany(attack => Enumerable.Repeat(attack, VictimsOfCrowd)).Index()
        let names = Enumerable.Range(victim.Index * Victim.NamesOfVictim, Victim.NamesOfVictim)
        let isTrue = (Chance.Draw(seed, 1, victim.Index) < 0.5) != flipped
        select new Victim(victim.Item.Secret, victim.Item.Crowd, victim.Index % People, [.. names], isTrue);

    private bool IsUser(int person, int name, Victim victim)
    {
        if (person == victim.Person || (victim.Secret == Secret.UsedOtherClient && ClientOf(person) == OtherClient))
        {
            return false;
        }

        return Chance.Draw(_seed, 2, person, name) < victim.Crowd.Share / (victim.Secret == Secret.UsedOtherClient ? ShareOfMainClient : 1);
    }

    private bool IsPresent(int person, int week)
    {
        var victims = Victims.Where(victim => victim.Person == person && victim.IsIn(week)).ToList();
        if (victims.Any(victim => victim is { Secret: Secret.Deleted, IsTrue: true } && week > 1))
        {
            return false;
        }

        // A victim is there when the adversary looks, so that only the secret says whether they use their names.
        return victims.Any(victim => victim.Secret != Secret.Deleted || week == 0) || Chance.Draw(_seed, 3, person, week) < Presence;
    }

    private string ClientOf(int person)
    {
        // A victim has the client at which the adversary looks, unless that is the secret.
        var isOther = Victims.FirstOrDefault(victim => victim.Person == person) is { } own ? own.Secret == Secret.UsedOtherClient : Chance.Draw(_seed, 4, person) >= ShareOfMainClient;
        return isOther ? OtherClient : MainClient;
    }

    private int CallsOf(int person, int name, int week) =>
        (int)Math.Clamp(Math.Round(8 * Math.Exp(Chance.DrawNormal(_seed, 5, person, name, week))), 1, 400);

    private string TokenOf(string kind, int number, int week) => $"{kind}-{number}-{Epoch.Of(FirstDayOf(week))}-{_seed}";

    private IEnumerable<Report> ReportsOf(int week, DateOnly day)
    {
        var names = Enumerable.Range(0, People).Select(_ => new Dictionary<Name, Count>()).ToList();
        var lies = Enumerable.Range(0, Victims.Max(victim => victim.Crowd.Liars)).Select(_ => new Dictionary<Name, Count>()).ToList();
        foreach (var (number, victim) in _victimOf.Where(pair => pair.Value.IsIn(week)))
        {
            var name = NameOf(number);
            foreach (var person in victim.Uses(week) ? [.. _users[number], victim.Person] : _users[number])
            {
                names[person].Add(name, CountOf(person, number, week));
            }

            for (var liar = IsDaily ? LiarsOfNewestDayOf(victim) : 0; liar < victim.Crowd.Liars; liar++)
            {
                lies[liar].Add(name, LieOf(liar, victim));
            }
        }

        var people = Enumerable.Range(0, People).Where(person => IsPresent(person, week))
            .Select(person => new Report(TokenOf("person", person, week), ClientOf(person), DaysOf(day, names[person])));
        return people.Concat(lies.Select((told, liar) => new Report(TokenOf("liar", liar, week), MainClient, DaysOf(day, told))));
    }

    /// <summary>Names over as many days as they take, since no more than 200 names of a dimension count on one.</summary>
    private static KeyValuePair<DateOnly, IReadOnlyDictionary<Name, Count>>[] DaysOf(DateOnly day, Dictionary<Name, Count> names) =>
        [.. names.DefaultIfEmpty().Chunk(150).Select((part, index) => KeyValuePair.Create(
            day.AddDays(index), (IReadOnlyDictionary<Name, Count>)part.Where(pair => pair.Key is not null).ToDictionary()))];

    private List<string> DeletionsOf(int week) => week != 1
        ? []
        : [.. Victims.Where(victim => victim is { Secret: Secret.Deleted, IsTrue: true }).Select(victim => TokenOf("person", victim.Person, week))];
}
