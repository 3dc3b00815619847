using ToolTime.Attacks.Worlds;
using ToolTime.Calendar;

namespace ToolTime.Bench.Attacks;

/// <summary>
/// A week of a community of any size, 90% of whom are there. How many use a name falls with its rank as Zipf found for words. Names fail in
/// half a percent to 20% of calls, by turns, with a rate of each person's own around that.
/// </summary>
/// <param name="people">How many there are.</param>
internal sealed class CommunityWeek(int people)
{
    private const double MiddleCalls = 20;
    private const double SpreadOfRates = 0.4;

    private static readonly double[] Rates = [0.005, 0.02, 0.05, 0.1, 0.2];

    private static readonly IsoWeek Week = IsoWeek.Of(new(2026, 11, 2));
    private static readonly (string Dimension, int Names, double First)[] Kinds = [("tool", 60, 0.95), ("skill", 300, 0.5), ("mcp_server", 200, 0.4), ("plugin", 100, 0.35)];

    /// <summary>Every name, with the share of people that use it.</summary>
    public static readonly IReadOnlyList<(Name Name, double Share)> Names =
        [.. from kind in Kinds from rank in Enumerable.Range(1, kind.Names) select (new Name(kind.Dimension, NameOf(kind.Dimension, rank)), kind.First / rank)];

    private readonly Dictionary<Name, int> _users = [];

    /// <summary>How many people used a name in the week.</summary>
    public int UsersOf(Name name) => _users.GetValueOrDefault(name);

    /// <summary>All that happens, in order.</summary>
    public IEnumerable<Moment> Moments()
    {
        var day = Week.FirstDay;
        var present = Enumerable.Range(0, people).Where(person => Chance.Draw(people, 1, person) < 0.9).ToList();
        yield return new(At(day.AddDays(3), 18), [.. present.Select(person => ReportOf(person, day, []))], [], Publishes: false);
        yield return new(At(day.AddDays(7), 9), [.. present.Select(person => ReportOf(person, day.AddDays(1), NamesOf(person)))], [], Publishes: false);
        yield return new(At(day.AddDays(10), 0, 20), [], [], Publishes: true);
    }

    private static string NameOf(string dimension, int rank) => dimension == "plugin" ? $"community-{rank}@market" : $"community-{rank}";

    private static DateTimeOffset At(DateOnly day, int hour, int minute = 0) => new(day, new(hour, minute), TimeSpan.Zero);

    private static Report ReportOf(int person, DateOnly day, Dictionary<Name, Count> names) =>
        new($"person-{person}", World.MainClient, [KeyValuePair.Create<DateOnly, IReadOnlyDictionary<Name, Count>>(day, names)]);

    private Dictionary<Name, Count> NamesOf(int person)
    {
        var names = new Dictionary<Name, Count>();
        foreach (var (index, (name, share)) in Names.Index())
        {
            if (Chance.Draw(people, 2, person, index) < share)
            {
                var calls = (int)Math.Clamp(Math.Round(MiddleCalls * Math.Exp(Chance.DrawNormal(people, 3, person, index))), 1, 2_000);
                names.Add(name, new(calls, ErrorsOf(person, index, calls)));
                _users[name] = UsersOf(name) + 1;
            }
        }

        return names;
    }

    private int ErrorsOf(int person, int name, int calls)
    {
        var rate = Rates[name % Rates.Length];
        var odds = rate / (1 - rate) * Math.Exp(SpreadOfRates * Chance.DrawNormal(people, 4, person, name));
        return Enumerable.Range(0, calls).Count(call => Chance.Draw(people, 5, person, name, call) < odds / (1 + odds));
    }
}
