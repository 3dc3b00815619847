using ToolTime.Monitor.Security.Alerts;

namespace ToolTime.Monitor.Tests.Alerts;

public sealed class AlertPolicyTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 30, 10, 0, 0, TimeSpan.Zero);

    private readonly AlertState _state = new();

    [Fact]
    public void Take_FirstOfARuleInASession_IsSent() =>
        Assert.Equal((1, false, "high"), Told(AlertPolicy.Take(_state, AlertOf("s1", "a"), Begin)));

    [Fact]
    public void Take_RepeatedWithinTheCooldown_IsCountedAndGoesWithTheNext()
    {
        AlertPolicy.Take(_state, AlertOf("s1", "a"), Begin);
        Assert.Null(AlertPolicy.Take(_state, AlertOf("s1", "a"), Begin.AddMinutes(1)));
        Assert.Null(AlertPolicy.Take(_state, AlertOf("s1", "a"), Begin.AddMinutes(2)));
        Assert.Equal((3, false, "high"), Told(AlertPolicy.Take(_state, AlertOf("s1", "a"), Begin.AddMinutes(10))));
    }

    [Fact]
    public void Take_WhenTheClockWasSetBack_IsSent()
    {
        for (var i = 0; i < AlertPolicy.MostAMinute; i++)
        {
            AlertPolicy.Take(_state, AlertOf($"s{i}", "a"), Begin.AddDays(1));
        }

        Assert.Equal((1, false, "high"), Told(AlertPolicy.Take(_state, AlertOf("s1", "a"), Begin)));
    }

    [Fact]
    public void Take_AnotherRuleOrSession_IsSentBesides()
    {
        AlertPolicy.Take(_state, AlertOf("s1", "a"), Begin);
        Assert.NotNull(AlertPolicy.Take(_state, AlertOf("s1", "b"), Begin));
        Assert.NotNull(AlertPolicy.Take(_state, AlertOf("s2", "a"), Begin));
    }

    [Fact]
    public void Take_TheFifthOfASession_EscalatesAtOnceAndOnce()
    {
        var sent = Enumerable.Range(0, 8).Select(second => AlertPolicy.Take(_state, AlertOf("s1", "a"), Begin.AddSeconds(second)))
            .OfType<Alert>().ToList();
        Assert.Equal([(1, false, "high"), (5, true, "critical")], sent.Select(Told));
    }

    [Fact]
    public void Take_MoreThanTenInAMinute_GoAsOneWhenTheMinuteIsOver()
    {
        var sent = Enumerable.Range(0, 13).Count(session =>
            AlertPolicy.Take(_state, AlertOf($"s{session}", session < 12 ? "a" : "b"), Begin) is not null);
        Assert.Equal(10, sent);
        Assert.Null(AlertPolicy.TakeHeldBack(_state, Begin.AddSeconds(59)));

        var summary = AlertPolicy.TakeHeldBack(_state, Begin.AddSeconds(60))!;
        Assert.Equal((AlertPolicy.SummedUp, 3), (summary.Rule, summary.Count));
        Assert.EndsWith("a 2, b 1.", summary.Finds, StringComparison.Ordinal);
        Assert.Null(AlertPolicy.TakeHeldBack(_state, Begin.AddHours(1)));
    }

    [Fact]
    public void Take_ACallThatIsReportedAgain_CountsOnce()
    {
        AlertPolicy.Take(_state, AlertOf("s1", "a"), Begin, "call");
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(AlertPolicy.Take(_state, AlertOf("s1", "a"), Begin.AddSeconds(i), "call"));
        }

        Assert.NotNull(AlertPolicy.Take(_state, AlertOf("s1", "b"), Begin, "call"));
        Assert.NotNull(AlertPolicy.Take(_state, AlertOf("s2", "a"), Begin, "call"));
        Assert.Equal((1, false, "high"), Told(AlertPolicy.Take(_state, AlertOf("s1", "a"), Begin.AddMinutes(10), "other")));
    }

    [Fact]
    public void ToText_ControlCharacters_AreBlanks() =>
        Assert.DoesNotContain((AlertOf("s", "a") with { Project = "x\e]0;y\a\nz" }).ToText(), char.IsControl);

    private static (int Count, bool IsEscalated, string Severity) Told(Alert? alert) => (alert!.Count, alert.IsEscalated, alert.Severity);

    private static Alert AlertOf(string session, string rule) => new()
    {
        At = Begin,
        Client = "claude-code",
        Session = session,
        Project = "app",
        Tool = "Bash",
        Rule = rule,
        Severity = "high",
        Finds = "Something.",
    };
}
