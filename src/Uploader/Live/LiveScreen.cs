using System.Globalization;
using ToolTime.Monitor.Budgets;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.Overview;
using ToolTime.Monitor.Security;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Live;

/// <summary>Writes a snapshot as terminal lines, within the terminal's width and height.</summary>
internal sealed class LiveScreen(Terminal terminal, TimeZoneInfo zone)
{
    private const string Bars = " ▁▂▃▄▅▆▇█";
    private const string Title = "ToolTime live";
    private const int NarrowWidth = 80;
    private const int Red = 31;
    private const int Yellow = 33;

    private static readonly TimeSpan RecentAlerts = TimeSpan.FromMinutes(15);

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>The lines from the top, at most <paramref name="height"/>.</summary>
    public IReadOnlyList<string> Render(LiveSnapshot view, string? project, int height)
    {
        var shown = $"  {Local(view.At)}";
        var behind = terminal.Width - Title.Length;
        var lines = new List<string> { Bold(Fit(Title, terminal.Width)) + (behind > 0 ? Fit(shown, behind) : "") };
        Add(lines, $"Today   {Tokens(view.Today.TotalTokens)} {Noun(view.Today.TotalTokens, "token")}  {Dollars(view.Today.CostUsd)}  {view.Today.Responses} {Noun(view.Today.Responses, "response")}");
        Add(lines, $"Rate    {Tokens(view.TokensPerMinute)} per minute  {Dollars(view.CostUsdPerHour)} per hour  (last 15 minutes)");
        Add(lines, "Burn    " + Burn(view.Minutes, Math.Min(60, terminal.Width - 8)));
        Add(lines, "Window  " + Window(view));
        AddLimits(lines, view);
        foreach (var alert in Worst(view).Take(3))
        {
            Add(lines, $"Alert   {Local(alert.At)} {Describe(alert)}", Yellow);
        }

        lines.Add("");
        AddActivity(lines, view.ForProject(project), project, Math.Max(4, height - lines.Count - 3));
        return [.. lines.Take(height)];
    }

    private void AddLimits(List<string> lines, LiveSnapshot view)
    {
        var limits = view.OfficialLimits;
        foreach (var (name, limit) in new[] { ("5h", limits?.FiveHour), ("7d", limits?.SevenDay), ("spend", limits?.SpendLimit) })
        {
            if (limit is not null)
            {
                Add(lines, Limit(name, limit));
            }
        }

        foreach (var (budget, depletion) in view.Budgets.Zip(view.Depletions))
        {
            var colour = budget.IsPassed ? Red
                : budget.State is "near" ? Yellow
                : 0;
            Add(lines, Spent(budget, depletion, view.At), colour);
        }
    }

    // Sessions take at most half of the lines, calls what is left.
    private void AddActivity(List<string> lines, LiveSnapshot view, string? project, int height)
    {
        var shown = Math.Min(view.Sessions.Count, Math.Max(1, height / 2));
        var which = project is null ? "" : $" of project {project}";
        lines.Add(Bold(Fit($"Active sessions{which}: {view.SessionCount}", terminal.Width)));
        foreach (var session in view.Sessions.Take(shown))
        {
            Add(lines, Row(session));
        }

        lines.Add(Bold(Fit("Last calls" + which, terminal.Width)));
        foreach (var call in view.Calls.Take(Math.Max(0, height - shown - 1)))
        {
            var colour = CallOutcomeWords.Parse(call.Outcome) switch
            {
                CallOutcome.Error => Red,
                CallOutcome.Rejection => Yellow,
                _ => 0,
            };
            Add(lines, Row(call), colour);
        }
    }

    // Of the last minutes the worst first, each call once; then older ones, newest first.
    private static IEnumerable<LiveEvent> Worst(LiveSnapshot view)
    {
        var recent = Instant(view.At) - RecentAlerts;
        return view.Alerts
            .OrderByDescending(alert => Instant(alert.At) >= recent ? SeverityOf(alert) : null)
            .DistinctBy(alert => alert is SecurityAlert { Call: { } call } ? call : $"{alert.Seq}");
    }

    private static Severity? SeverityOf(LiveEvent alert) => alert switch
    {
        SecurityAlert found => SeverityName.Parse(found.Severity),
        BudgetAlert { Threshold: >= 100 } or TokenThreshold { Threshold: >= 100 } => Severity.High,
        InsightAlert => Severity.Low,
        _ => Severity.Medium,
    };

    private string Row(LiveSessionRow session)
    {
        var who = session.IsSubagent ? $"  {session.Project} / {session.Agent ?? "subagent"}" : session.Project;
        var sum = Sum(session.Tokens);
        var narrow = $"{Pad(who, 24)}  {Tokens(sum),7}  {Dollars(session.CostUsd),8}";
        if (terminal.Width < NarrowWidth)
        {
            return narrow;
        }

        var calls = $"{session.Calls} {Noun(session.Calls, "call")}{(session.Errors > 0 ? $", {session.Errors} failed" : "")}";
        return $"{narrow}  {Pad(session.Model ?? "-", 22)}  {calls}";
    }

    private string Limit(string name, LimitUse limit) =>
        string.Create(Culture, $"Limit   {name} {limit.UsedPercentage:0}% used (official)")
        + (limit.ResetsAt > 0 ? $", until {ReportTime.Local((uint)limit.ResetsAt, zone)}" : "");

    private string Spent(BudgetStatus budget, EventDepletion? depletion, string now) =>
        $"Budget  {budget.Text}{(depletion is { } spent ? $", spent {Soon(spent.At, now)} at this rate ({Range(spent, now)})" : "")}";

    private string Range(EventDepletion spent, string now) =>
        spent.Latest is { } latest ? $"{Soon(spent.Earliest, now)} to {Soon(latest, now)}" : $"not before {Soon(spent.Earliest, now)}";

    private string Row(ToolCall call)
    {
        var took = call.DurationMs is { } ms
            ? ms < 1000
                ? $"{ms} ms"
                : string.Create(Culture, $"{ms / 1000.0:0.0} s")
            : "";
        var wide = terminal.Width >= NarrowWidth ? $"  {call.Project}" : "";
        return $"{Local(call.At)}  {Pad(call.Tool ?? call.Skill ?? "-", 26)}  {Pad(call.Outcome, 9)}  {took,8}{wide}";
    }

    private string Window(LiveSnapshot view) =>
        view.Window is { } window
            ? $"{Dollars(window.CostUsd)}  {Tokens(Sum(window.Tokens))} {Noun(Sum(window.Tokens), "token")}, until {Local(window.End)} (estimate)"
                + (window.ProjectedCostUsd is { } end ? $", then {Dollars(end.Low)} to {Dollars(end.High)}" : "")
            : "no window";

    private string Burn(IReadOnlyList<LiveMinute> minutes, int width)
    {
        var shown = minutes.TakeLast(width).ToList();
        var most = shown.Count == 0 ? 0 : shown.Max(minute => minute.Tokens);
        if (most == 0)
        {
            return "nothing in the last hour";
        }

        if (terminal.IsPlain)
        {
            return $"at most {Tokens(most)} in a minute of the last hour";
        }

        return string.Concat(shown.Select(minute => Bars[(int)Math.Ceiling((double)minute.Tokens * (Bars.Length - 1) / most)]));
    }

    private static string Describe(LiveEvent alert) =>
        alert switch
        {
            BudgetAlert budget => string.Create(
                Culture,
                $"budget for the {budget.Period}{(budget.Project is null ? "" : " of " + budget.Project)} is {budget.Percentage:0}% spent"
            ),
            TokenThreshold { Window: "spend_limit" } limit => string.Create(Culture, $"{limit.Source} spend limit is {limit.Percentage:0}% used"),
            TokenThreshold limit => string.Create(
                Culture, $"{limit.Source} limit of {(limit.Window is "five_hour" ? "5 hours" : "7 days")} is {limit.Percentage:0}% used"),
            SecurityAlert found => $"{found.Severity} {found.Rule}: {found.Finds}",
            InsightAlert insight => insight.Says,
            SentimentAlert { Reason: "health" } => "A conversation is going badly.",
            SentimentAlert => "A user sounds frustrated.",
            _ => alert.TypeName,
        };

    private void Add(List<string> lines, string text, int colour = 0)
    {
        var fitted = Fit(text, terminal.Width);
        lines.Add(colour == 0 || terminal.IsPlain ? fitted : $"\e[{colour}m{fitted}\e[0m");
    }

    private string Bold(string text) => terminal.IsPlain ? text : $"\e[1m{text}\e[0m";

    private string Local(string utc) => InZone(utc).ToString("HH:mm:ss", Culture);

    // A budget of a month lasts longer than a day.
    private string Soon(string utc, string now)
    {
        var (at, present) = (InZone(utc), InZone(now));
        return at.ToString(at.Date == present.Date ? "HH:mm" : "ddd d MMM HH:mm", Culture);
    }

    private DateTimeOffset InZone(string utc) => TimeZoneInfo.ConvertTime(Instant(utc), zone);

    private static DateTimeOffset Instant(string utc) => DateTimeOffset.Parse(utc, Culture, DateTimeStyles.AssumeUniversal);

    private static string Fit(string text, int width) => TextWidth.Cut(text, Math.Max(1, width));

    private static string Pad(string text, int width)
    {
        var cut = TextWidth.Cut(text, width);
        return cut + new string(' ', Math.Max(0, width - TextWidth.Measure(cut)));
    }

    private static long Sum(EventTokens tokens) => tokens.Input + tokens.Output + tokens.CacheRead + tokens.CacheWrite;

    private static string Noun(long count, string noun) => count == 1 ? noun : noun + "s";

    private static string Tokens(double count) =>
        count switch
        {
            >= 1e9 => string.Create(Culture, $"{count / 1e9:0.0}B"),
            >= 1e6 => string.Create(Culture, $"{count / 1e6:0.0}M"),
            >= 1e4 => string.Create(Culture, $"{count / 1e3:0.0}K"),
            _ => string.Create(Culture, $"{count:0}"),
        };

    private static string Dollars(decimal? usd) => usd is { } amount ? string.Create(Culture, $"${amount:N2}") : "$?";
}
