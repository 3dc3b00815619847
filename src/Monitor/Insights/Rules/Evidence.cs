using System.Text;
using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Monitor.Security.Redaction;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>Makes evidence from what was recorded.</summary>
internal static class Evidence
{
    /// <summary>How many places an insight names: enough to check it.</summary>
    public const int Most = 5;

    private const int LongestCommand = 100;

    public static InsightEvidence At(RecordedSession session, DateTimeOffset at, string what) =>
        new(session.Client, session.Session, session.Project, at, what);

    /// <summary>The first few distinct things of each session, each with its count.</summary>
    public static IReadOnlyList<InsightEvidence> From(IEnumerable<(RecordedSession Session, RecordedCall Call)> calls, string ending = "") =>
        [
            .. calls
                .GroupBy(one => (one.Session.Client, one.Session.Session, What: Describe(one.Call) + ending))
                .Take(Most)
                .Select(same =>
                    At(
                        same.First().Session,
                        same.Min(one => one.Call.At),
                        same.Key.What + (same.Count() > 1 ? Invariant($", {same.Count():N0} times") : "")
                    )
                ),
        ];

    /// <summary>A call by its tool and input, without secrets, on one line.</summary>
    public static string Describe(RecordedCall call)
    {
        if (call.Detail?.Command is { } command)
        {
            return $"{call.Tool} `{Line(SecretRedactor.Redact(command))}`";
        }

        return call.Detail?.Paths is [var path, ..] ? $"{call.Tool} {Line(SecretRedactor.Redact(NameOf(path)))}" : call.Tool;
    }

    /// <summary>A file by the last two parts of its path.</summary>
    public static string NameOf(string path)
    {
        var names = path.Split('/', '\\', StringSplitOptions.RemoveEmptyEntries);
        return names.Length <= 2 ? path : string.Join('/', names[^2..]);
    }

    public static string Count(int count, string noun) => Invariant($"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    public static string Minutes(TimeSpan time) => Count((int)Math.Ceiling(time.TotalMinutes), "minute");

    public static string Dollars(decimal usd) => Invariant($"${usd:0.00}");

    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>The sum of the known values; null if none is known.</summary>
    public static decimal? Sum(IEnumerable<decimal?> costs)
    {
        var known = costs.Where(cost => cost is not null).ToList();
        return known.Count == 0 ? null : known.Sum();
    }

    private static string Line(string text)
    {
        var line = new StringBuilder();
        foreach (var character in text.Length <= LongestCommand ? text : text[..LongestCommand] + "…")
        {
            line.Append(char.IsControl(character) ? ' ' : character);
        }

        return line.ToString();
    }
}
