using ToolTime.Monitor.Insights.Records;
using ToolTime.Monitor.Security.Tools;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts;

namespace ToolTime.InsightBench;

/// <summary>Somebody who works with an agent in a way of their own. Made up; the numbers are wide on purpose, as people are.</summary>
internal sealed class Person(
    string name,
    int seed,
    double minutes,
    double pace,
    double price,
    double failures,
    double deletes,
    double sends,
    double secrets,
    double agents,
    (int Hour, double Spread)[] hours,
    (string Tool, ToolKind Kind, double Share)[] tools
)
{
    private const double Wide = 0.8;

    private readonly Random _random = new(seed);
    private DateTimeOffset _day = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private int _sessions;

    public string Name => name;

    /// <summary>The random numbers of this person, for what is planted in their sessions, too.</summary>
    public Random Random => _random;

    public static IReadOnlyList<Person> All() =>
        [
            new(
                "a backend developer by day",
                1,
                25,
                2.5,
                1.2,
                0.08,
                0.02,
                0.03,
                0.002,
                0.1,
                [(10, 1.5), (15, 1.5)],
                [
                    ("Bash", ToolKind.Shell, 0.4),
                    ("Read", ToolKind.Read, 0.25),
                    ("Edit", ToolKind.Edit, 0.2),
                    ("Write", ToolKind.Write, 0.05),
                    ("Grep", ToolKind.Search, 0.1),
                ]
            ),
            new(
                "somebody who works at night",
                2,
                50,
                3,
                2,
                0.1,
                0.02,
                0.02,
                0.004,
                0.3,
                [(22, 2), (1, 1.5)],
                [
                    ("Bash", ToolKind.Shell, 0.35),
                    ("Read", ToolKind.Read, 0.3),
                    ("Edit", ToolKind.Edit, 0.25),
                    ("Task", ToolKind.Other, 0.02),
                    ("mcp__github__search", ToolKind.Foreign, 0.08),
                ]
            ),
            new(
                "an operator",
                3,
                15,
                4,
                0.8,
                0.15,
                0.1,
                0.15,
                0.02,
                0.05,
                [(9, 3), (14, 3)],
                [("Bash", ToolKind.Shell, 0.8), ("Read", ToolKind.Read, 0.1), ("Edit", ToolKind.Edit, 0.1)]
            ),
            new(
                "a writer of documents",
                4,
                40,
                0.8,
                0.5,
                0.03,
                0.005,
                0.005,
                0.0005,
                0.02,
                [(11, 2.5), (17, 2)],
                [
                    ("Read", ToolKind.Read, 0.4),
                    ("Write", ToolKind.Write, 0.25),
                    ("Edit", ToolKind.Edit, 0.3),
                    ("WebFetch", ToolKind.Fetch, 0.05),
                ]
            ),
            new(
                "somebody with many agents at once",
                5,
                90,
                8,
                6,
                0.12,
                0.05,
                0.04,
                0.003,
                4,
                [(8, 3), (13, 4), (20, 2)],
                [
                    ("Bash", ToolKind.Shell, 0.45),
                    ("Read", ToolKind.Read, 0.25),
                    ("Edit", ToolKind.Edit, 0.15),
                    ("Agent", ToolKind.Other, 0.05),
                    ("mcp__db__query", ToolKind.Foreign, 0.05),
                    ("Skill", ToolKind.Other, 0.05),
                ]
            ),
        ];

    /// <summary>Their next session.</summary>
    public RecordedSession Next()
    {
        _sessions++;
        if (_sessions % 4 == 0)
        {
            _day = _day.AddDays(_day.DayOfWeek is DayOfWeek.Friday ? 3 : 1);
        }

        var begin = Begin();
        var length = LogNormal(minutes, Wide);
        var (count, subagents) = ((int)Math.Max(1, length * LogNormal(pace, 0.4)), Poisson(agents));
        var responses = Enumerable
            .Range(0, count)
            .Select(_ => begin.AddMinutes(length * _random.NextDouble()))
            .Order()
            .Select((at, i) => Response(at, _random.Next(subagents + 1), i))
            .ToList();
        var errors = failures * LogNormal(1, 0.5);
        var calls = responses
            .SelectMany(response => Enumerable.Range(0, Poisson(0.9)).Select(_ => Call(response.At, response.Agent, errors)))
            .ToList();
        return Make($"{name} {_sessions}", responses, calls);
    }

    /// <summary>A session of these.</summary>
    public static RecordedSession Make(string id, IReadOnlyList<RecordedResponse> responses, IReadOnlyList<RecordedCall> calls) =>
        new()
        {
            Client = "claude-code",
            Session = id,
            Project = "made-up",
            Responses = [.. responses.OrderBy(response => response.At)],
            Calls = [.. calls.OrderBy(call => call.At)],
            Texts = [],
            First = responses.Min(response => response.At),
            Last = responses.Max(response => response.At),
        };

    /// <summary>A call that was given something of its own.</summary>
    public RecordedCall Made(DateTimeOffset at, string tool, ToolKind kind, CallOutcome outcome, Func<CallDetail, CallDetail>? more = null)
    {
        var input = IdHash.Compute(BitConverter.GetBytes(_random.NextInt64()));
        var detail = new CallDetail
        {
            Key = input,
            Kind = kind,
            Input = input,
            Command = kind is ToolKind.Shell ? "make" : null,
        };
        return new RecordedCall
        {
            At = at,
            Agent = 0,
            Tool = tool,
            Outcome = outcome,
            Detail = more?.Invoke(detail) ?? detail,
        };
    }

    public double LogNormal(double median, double sigma) => median * Math.Exp(sigma * Normal());

    public int Poisson(double mean)
    {
        var (count, product, limit) = (0, _random.NextDouble(), Math.Exp(-mean));
        for (; product > limit; product *= _random.NextDouble())
        {
            count++;
        }

        return count;
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private DateTimeOffset Begin()
    {
        var (hour, spread) = hours[_random.Next(hours.Length)];
        // One session in fifty is at whatever hour.
        return _day.AddHours(_random.Next(50) == 0 ? _random.NextDouble() * 24 : hour + (spread * Normal()));
    }

    private RecordedResponse Response(DateTimeOffset at, int agent, int number)
    {
        var prompt = (long)Math.Min(190_000, LogNormal(25_000, 0.4) + (number * 300));
        var output = (long)LogNormal(350, 0.9);
        return new RecordedResponse(
            at,
            agent,
            "claude-opus-4-8",
            new TokenCount(50, output, prompt / 20, 0, prompt),
            (decimal)(price * 0.02 * LogNormal(1, 0.6)),
            Attribution: null
        );
    }

    private RecordedCall Call(DateTimeOffset at, int agent, double errors)
    {
        var (tool, kind, _) = Choose();
        var outcome = _random.NextDouble() switch
        {
            < 0.01 => CallOutcome.Rejection,
            var chance when chance < 0.01 + errors => CallOutcome.Error,
            _ => CallOutcome.Ok,
        };
        var call = Made(at, tool, kind, outcome, detail => kind switch
            {
                // A few commands and files come again and again.
                ToolKind.Shell => detail with
                {
                    Input = Again(),
                    Deleted = _random.NextDouble() < deletes ? Math.Min(60, 1 + Poisson(LogNormal(1, 1))) : 0,
                    IsSending = _random.NextDouble() < sends,
                    IsSecretRead = _random.NextDouble() < secrets,
                },
                ToolKind.Edit or ToolKind.Write => detail with
                {
                    Paths = [$"/f{Zipf()}"],
                    Added = (int)LogNormal(8, 1),
                    Removed = (int)LogNormal(3, 1),
                },
                ToolKind.Read => detail with { Input = Again(), Paths = [$"/f{Zipf()}"] },
                _ => detail,
            });
        return call with { Agent = agent };
    }

    private IdHash Again() => IdHash.Compute(BitConverter.GetBytes(Zipf()));

    private int Zipf() => (int)Math.Pow(1 - _random.NextDouble(), -1.1) + (_random.Next(3) == 0 ? 0 : _random.Next(100));

    private (string Tool, ToolKind Kind, double Share) Choose()
    {
        var left = _random.NextDouble();
        foreach (var tool in tools)
        {
            if ((left -= tool.Share) < 0)
            {
                return tool;
            }
        }

        return tools[0];
    }
}
