using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Behaviour;

namespace ToolTime.Monitor.Tests.Behaviour;

public sealed class SessionBehaviourTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("behaviour.burst", 120, 0.4)]
    [InlineData("behaviour.denied", 5, 60)]
    [InlineData("behaviour.crossings", 10, 60)]
    [InlineData("behaviour.secret-reads", 4, 60)]
    [InlineData("behaviour.delegation", 20, 10)]
    public void Evaluate_AsManyCallsAsTheLimit_IsFound(string rule, int limit, double seconds)
    {
        var calls = Calls(rule, limit, seconds);
        var finding = Assert.Single(SessionBehaviour.Evaluate(calls));
        Assert.Equal((rule, limit, calls[^1].At), (finding.Rule, finding.Count, finding.At));
        Assert.Empty(SessionBehaviour.Evaluate([.. calls.SkipLast(1)]));
    }

    [Theory]
    [InlineData("behaviour.burst", 240, 2)]
    [InlineData("behaviour.denied", 40, 300)]
    [InlineData("behaviour.crossings", 40, 600)]
    [InlineData("behaviour.secret-reads", 40, 400)]
    [InlineData("behaviour.delegation", 60, 120)]
    public void Evaluate_ManyCallsFarApart_AreNotFound(string rule, int count, double seconds) =>
        Assert.Empty(SessionBehaviour.Evaluate(Calls(rule, count, seconds)));

    [Fact]
    public void Evaluate_OneFileAgainAndAgain_CountsOnce() =>
        Assert.Empty(SessionBehaviour.Evaluate([.. Calls("behaviour.secret-reads", 20, 1).Select(call => call with { Target = ".env" })]));

    [Fact]
    public void Compute_FindingsOfSeveralRules_AddUpByTheFormula()
    {
        var risk = SessionRisk.Compute([("a", Severity.High), ("a", Severity.Medium), ("b", Severity.Info), ("c", Severity.Critical),
            ("a", Severity.High), ("a", Severity.Low)]);
        Assert.Equal(81 + (27 * 3) + 1, risk.Total);
        Assert.Equal(
            [
                new SessionRiskPart("a", Severity.High, 4, 81),
                new SessionRiskPart("c", Severity.Critical, 1, 81),
                new SessionRiskPart("b", Severity.Info, 1, 1),
            ],
            risk.Parts
        );
    }

    private static List<ObservedCall> Calls(string rule, int count, double seconds) =>
        [.. Enumerable.Range(0, count).Select(index => new ObservedCall(
            Start.AddSeconds(index * seconds),
            rule is "behaviour.delegation" ? "Agent" : "Bash",
            rule is "behaviour.denied",
            rule switch
            {
                "behaviour.crossings" => [new Finding("boundary.read", RuleCategory.Boundary, Severity.Info, "", "", "")],
                "behaviour.secret-reads" => [new Finding("secrets.keys", RuleCategory.SecretAccess, Severity.High, "", "", "")],
                _ => [],
            },
            $"target {index}"))];
}
