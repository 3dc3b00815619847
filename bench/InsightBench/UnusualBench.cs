using System.Globalization;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Monitor.Insights.Unusual;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.InsightBench;

/// <summary>
/// Which way finds sessions in which something unusual was planted, each at one false alarm in a hundred normal sessions; and what the
/// shipped threshold does with histories of several lengths.
/// </summary>
internal static class UnusualBench
{
    private const int SessionsEach = 2000;
    private const int PlantedEach = 100;
    private const double FalseAlarms = 0.01;

    private static readonly string[] Ways = ["over any 99th percentile", "plain, with a margin", "ECOD", "isolation forest"];

    public static IEnumerable<string> Measure()
    {
        yield return $"| history | way | false alarms (each person) | {string.Join(" | ", Planted.Kinds.Select(kind => kind.Name))} | mean |";
        yield return $"|---|---|---|{string.Concat(Planted.Kinds.Select(_ => "---|"))}---|";
        foreach (var history in (int[])[30, 100, 300])
        {
            var people = Person.All().Select(person => Score(person, history)).ToList();
            for (var way = 0; way < Ways.Length; way++)
            {
                var index = way;
                // The first way has no threshold to set: it is what it is. Each of the others has the best for each person, which nobody
                // knows.
                yield return Row(history, Ways[way], people, index, person =>
                    way == 0 ? 1 : Threshold([.. person.Normal.Select(score => score[index]).Order()])
                );
                if (way == 1)
                {
                    yield return Row(history, "plain, as shipped", people, index, _ => UnusualSessions.Threshold(history));
                }
            }
        }
    }

    /// <summary>What the shipped rule says of recorded sessions of all clients, in which nothing unusual was done.</summary>
    public static IEnumerable<string> MeasureRecorded()
    {
        const string recordings = "tests/Transcripts.Tests/fixtures/recordings";
        var sessions = Directory
            .EnumerateDirectories(recordings)
            .SelectMany(folder =>
                new RecordScan(
                    new ToolTimeHome(Path.Combine(folder, "none")),
                    name =>
                        name switch
                        {
                            "HOME" => Path.GetFullPath(Path.Combine(folder, "user")),
                            "CLAUDE_CONFIG_DIR" => Path.GetFullPath(Path.Combine(folder, "claude")),
                            "CODEX_HOME" => Path.GetFullPath(Path.Combine(folder, "codex")),
                            _ => null,
                        },
                    PriceBook.Listed,
                    TimeZoneInfo.Utc
                ).Run(DateTimeOffset.UnixEpoch)
            )
            .OrderBy(session => session.First)
            .ToList();
        var found = UnusualSessions.Make(sessions, TimeZoneInfo.Utc);
        yield return $"{found.History} recorded sessions, {found.Looked} looked at, {found.Alarms.Count} alarms.";
        foreach (var alarm in found.Alarms)
        {
            yield return alarm.Says;
        }
    }

    private static double Threshold(List<double> sorted) => sorted[(int)Math.Ceiling(sorted.Count * (1 - FalseAlarms)) - 1];

    private static string Row(int history, string way, List<Scores> people, int index, Func<Scores, double> threshold)
    {
        var alarms = people.Select(person => person.Normal.Average(score => score[index] > threshold(person) ? 1.0 : 0)).ToList();
        var recall = Planted
            .Kinds.Select(kind =>
                people.Average(person =>
                    person.Planted.Where(one => one.Kind == kind.Name).Average(one => one.Score[index] > threshold(person) ? 1.0 : 0)
                )
            )
            .ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {history} | {way} | {alarms.Average() * 100:0.0}% ({alarms.Min() * 100:0.0} to {alarms.Max() * 100:0.0}) | {string.Join(" | ", recall.Select(share => $"{share * 100:0}%"))} | {recall.Average() * 100:0}% |"
        );
    }

    private static Scores Score(Person person, int history)
    {
        var before = Enumerable.Range(0, history).Select(_ => Measure(person.Next())).ToList();
        var (normal, planted) = (new List<double[]>(), new List<(string, double[])>());
        // The history moves on with the person; a new one is made now and then, since fitting a forest takes its time.
        const int refits = 10;
        for (var round = 0; round < refits; round++)
        {
            var habits = new SessionHabits(before);
            var measured = before.Select(session => session.Beside(habits)).ToList();
            var (range, ecod, forest) = (
                new UsualRange(measured),
                new Ecod(measured),
                new IsolationForest([.. measured.Select(Scale)], new Random(round))
            );
            double[] All(RecordedSession session)
            {
                var features = Measure(session).Beside(habits);
                var isBeyond = Enumerable.Range(0, features.Length).Any(feature => features[feature] > range.High(feature));
                return [isBeyond ? 2 : 0, range.Score(features), ecod.Score(features), forest.Score(Scale(features))];
            }

            var next = Enumerable.Range(0, SessionsEach / refits).Select(_ => person.Next()).ToList();
            normal.AddRange(next.Select(All));
            foreach (var (name, plant) in Planted.Kinds)
            {
                planted.AddRange(next.Take(PlantedEach / refits).Select(session => (name, All(plant(person, session)))));
            }

            before = [.. before.Concat(next.Select(Measure)).TakeLast(history)];
        }

        return new Scores(normal, planted);
    }

    private static MeasuredSession Measure(RecordedSession session) => MeasuredSession.From(session, TimeZoneInfo.Utc);

    // A forest splits at values in even steps, and counts are anything but even.
    private static double[] Scale(double[] features) => [.. features.Select(value => Math.Log(1 + value))];

    private sealed record Scores(List<double[]> Normal, List<(string Kind, double[] Score)> Planted);
}
