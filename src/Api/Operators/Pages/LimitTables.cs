using Microsoft.Extensions.Options;
using ToolTime.Api.Limits;
using ToolTime.Api.Observability;
using ToolTime.Api.SignIn;
using ToolTime.Privacy;
using ToolTime.Submissions;
using ToolTime.Telemetry;

namespace ToolTime.Api.Operators.Pages;

/// <summary>The limits in force, and how often they turned somebody away.</summary>
internal sealed class LimitTables(IOptions<IngestionOptions> ingestion, IOptions<TelemetryOptions> telemetry)
{
    /// <summary>What the numbers alone do not say: who is not limited at all.</summary>
    public string Note =>
        (ingestion.Value.PerAddressPerDay, ingestion.Value.TrustedProxies.Count) switch
        {
            (0, _) => "No limit holds for addresses: Ingestion:PerAddressPerDay is 0.",
            (_, 0) =>
                "No proxy is trusted, so a peer on this machine or a private network has no limit of its own. If a proxy stands in front, name it in Ingestion:TrustedProxies; else all that comes through it is unlimited.",
            (_, var proxies) =>
                $"{proxies} trusted {(proxies == 1 ? "proxy or network" : "proxies or networks")}: the right-most address before them in X-Forwarded-For is the one that counts.",
        };

    public IReadOnlyList<OperatorTable> All(PrivacyTerms terms, MetricsReading reading) => [Requests(reading), Publication(terms)];

    private static IReadOnlyList<string?> Row(string name, object? value, string? hits = "") => [name, value?.ToString(), hits];

    private OperatorTable Requests(MetricsReading reading)
    {
        var limits = ingestion.Value;
        string? Hits(string limit) => OperatorFigure.Count(reading.Value("tooltime.limits.hit", limit) ?? 0);
        return new(
            "requests",
            "Requests",
            "And how often each turned somebody away since the start of this process.",
            ["Limit", "In force", "Turned away"],
            [
                Row("Submissions of a token and UTC day", Daily(limits.PerTokenPerDay), Hits(LimitMetrics.Token)),
                Row("Submissions of an address and UTC day", Daily(limits.PerAddressPerDay), Hits(LimitMetrics.Address)),
                Row("Deletions of an address and UTC day", Daily(limits.PerAddressPerDay), Hits(LimitMetrics.Deletions)),
                Row("Events of a device of telemetry and UTC day", Daily(telemetry.Value.PerDevicePerDay), Hits(LimitMetrics.Device)),
                Row(
                    "Events of telemetry of an address and UTC day",
                    Daily(telemetry.Value.PerAddressPerDay),
                    Hits(LimitMetrics.TelemetryAddress)
                ),
                Row("Submissions and deletions under way", SubmissionGate.Capacity, Hits(LimitMetrics.Room)),
                Row("Wrong operators’ tokens of an address and minute", WrongTokens.Limit, Hits(LimitMetrics.Logins)),
                Row("Oldest report", OperatorFigure.Duration(limits.MaxAge.TotalSeconds), null),
                Row("Report furthest ahead", OperatorFigure.Duration(limits.MaxFuture.TotalSeconds), null),
            ]
        );
    }

    private static string Daily(int limit) => limit == 0 ? "none" : limit.ToString();

    private static OperatorTable Publication(PrivacyTerms terms) => new(
        "publication",
        "Publication",
        terms.IsShipped ? "As shipped, or stricter." : "Figures need fewer submitters than as shipped, and every page says so.",
        ["Limit", "In force"],
        [
            ["Submitters behind every figure", $"{terms.MinimumSubmitters}"],
            ["Submitters from which quartiles are published", $"{terms.MinimumForQuartiles}"],
            ["Submitters from which outer deciles are published", $"{terms.MinimumForDeciles}"],
            ["A week is final after its end for", OperatorFigure.Duration(terms.FinalAfter.TotalSeconds)],
            ["Seven days are looked at every", OperatorFigure.Duration(terms.Interval.TotalSeconds)],
            ["Raw rows are purged after", $"{terms.RawDays} d"],
            ["List of names", terms.NamesVersion],
        ]);
}
