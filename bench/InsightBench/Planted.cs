using ToolTime.Monitor.Insights.Records;
using ToolTime.Monitor.Security.Tools;
using ToolTime.Recording.Calls;

namespace ToolTime.InsightBench;

/// <summary>
/// Puts something unusual into a session that was normal. Each kind reaches from what hardly shows to what no one could miss.
/// </summary>
internal static class Planted
{
    public static readonly IReadOnlyList<(string Name, Func<Person, RecordedSession, RecordedSession> Plant)> Kinds =
    [
        ("loop", Loop),
        ("mass deletion", Deletion),
        ("exfiltration", Exfiltration),
        ("runaway cost", Cost),
        ("night run", Night),
        ("foreign tools", Tools),
    ];

    private static RecordedSession Loop(Person person, RecordedSession session)
    {
        var input = IdHash.Compute("loop");
        var begin = session.First + ((session.Last - session.First) * person.Random.NextDouble() / 2);
        var calls = Enumerable
            .Range(0, person.Random.Next(8, 100))
            .Select(i =>
                person.Made(begin.AddSeconds(i), "Bash", ToolKind.Shell, CallOutcome.Error, detail => detail with { Input = input })
            );
        return session with { Calls = [.. session.Calls.Concat(calls).OrderBy(call => call.At)] };
    }

    private static RecordedSession Deletion(Person person, RecordedSession session)
    {
        var deleted = person.Random.Next(20, 300);
        var calls = person.Random.Next(1, 4);
        return With(person, session, calls, at =>
            person.Made(at, "Bash", ToolKind.Shell, CallOutcome.Ok, detail => detail with { Deleted = deleted / calls })
        );
    }

    private static RecordedSession Exfiltration(Person person, RecordedSession session)
    {
        var calls = person.Random.Next(1, 5);
        session = With(person, session, calls, at =>
            person.Made(at, "Bash", ToolKind.Shell, CallOutcome.Ok, detail => detail with { IsSecretRead = true })
        );
        return With(person, session, calls, at =>
            person.Made(at, "Bash", ToolKind.Shell, CallOutcome.Ok, detail => detail with { IsSending = true })
        );
    }

    private static RecordedSession Cost(Person person, RecordedSession session)
    {
        var times = (decimal)(5 + (person.Random.NextDouble() * 25));
        return session with { Responses = [.. session.Responses.Select(response => response with { Cost = response.Cost * times })] };
    }

    // Six to eight hours of work that no person started, twelve hours from those of the person.
    private static RecordedSession Night(Person person, RecordedSession session)
    {
        var shift = TimeSpan.FromHours(12) + TimeSpan.FromMinutes(person.Random.Next(-90, 90));
        var longer = TimeSpan.FromHours(person.Random.Next(1, 8));
        DateTimeOffset At(DateTimeOffset at) =>
            session.First + shift + (longer * ((at - session.First) / Max(session.Last - session.First, TimeSpan.FromMinutes(1))));
        return Person.Make(
            session.Session,
            [.. session.Responses.Select(response => response with { At = At(response.At) })],
            [.. session.Calls.Select(call => call with { At = At(call.At) })]
        );
    }

    private static RecordedSession Tools(Person person, RecordedSession session)
    {
        var tools = person.Random.Next(1, 6);
        return With(person, session, person.Random.Next(5, 40), at =>
            person.Made(at, $"mcp__new__tool{person.Random.Next(tools)}", ToolKind.Foreign, CallOutcome.Ok)
        );
    }

    private static RecordedSession With(Person person, RecordedSession session, int calls, Func<DateTimeOffset, RecordedCall> make) =>
        session with
        {
            Calls =
            [
                .. session
                    .Calls.Concat(
                        Enumerable
                            .Range(0, calls)
                            .Select(_ => make(session.First + ((session.Last - session.First) * person.Random.NextDouble())))
                    )
                    .OrderBy(call => call.At),
            ],
        };

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
