using Microsoft.Extensions.Options;
using ToolTime.Api.Limits;
using ToolTime.Api.Observability;
using ToolTime.Api.SignIn;
using ToolTime.Privacy;
using ToolTime.Submissions;
using ToolTime.Telemetry;

namespace ToolTime.Api.Operators.Pages;

/// <summary>The limits in force, and how often each rejected a request.</summary>
internal sealed class LimitTables(IOptions<IngestionOptions> ingestion, IOptions<TelemetryOptions> telemetry)
{
    /// <summary>Explains which clients are not limited.</summary>
    public string Note =>
        (ingestion.Value.PerAddressPerDay, ingestion.Value.TrustedProxies.Count) switch
        {
            (0, _) => "There is no limit per address: Ingestion:PerAddressPerDay is 0.",
            (_, 0) =>
                "No proxy is trusted, so a peer on this machine or a private network has no limit of its own. If there is a proxy in front, add it to Ingestion:TrustedProxies; otherwise everything through it is unlimited.",
            (_, var proxies) =>
                $"{proxies} trusted {(proxies == 1 ? "proxy or network" : "proxies or networks")}: the right-most address before them in X-Forwarded-For is the one that counts.",
        };

    public IReadOnlyList<OperatorTable> All(PrivacyTerms terms, MetricsReading reading) => [Requests(reading), Publication(terms)];

    private static IReadOnlyList<string?> Row(string name, string? value, string? hits) => [name, value, hits];

    private OperatorTable Requests(MetricsReading reading)
    {
        var limits = ingestion.Value;
        string? Hits(string limit) => OperatorFigure.Count(reading.Value("tooltime.limits.hit", limit) ?? 0);
        return new(
            "requests",
            "Requests",
            "How often each rejected a request since this process started.",
            ["Limit", "In force", "Rejected"],
            [
                Row("Submissions per token and UTC day", Daily(limits.PerTokenPerDay), Hits(LimitMetrics.Token)),
                Row("Submissions per address and UTC day", Daily(limits.PerAddressPerDay), Hits(LimitMetrics.Address)),
                Row("Deletions per address and UTC day", Daily(limits.PerAddressPerDay), Hits(LimitMetrics.Deletions)),
                Row("Telemetry events per device and UTC day", Daily(telemetry.Value.PerDevicePerDay), Hits(LimitMetrics.Device)),
                Row(
                    "Telemetry events per address and UTC day",
                    Daily(telemetry.Value.PerAddressPerDay),
                    Hits(LimitMetrics.TelemetryAddress)
                ),
                Row("Requests under way", OperatorFigure.Count(AdmissionGate.Capacity), Hits(LimitMetrics.Room)),
                Row("Wrong operators’ tokens per address and minute", OperatorFigure.Count(WrongTokens.Limit), Hits(LimitMetrics.Logins)),
                Row("Oldest report", OperatorFigure.Duration(limits.MaxAge.TotalSeconds), null),
                Row("Furthest report ahead", OperatorFigure.Duration(limits.MaxFuture.TotalSeconds), null),
            ]
        );
    }

    private static string? Daily(int limit) => limit == 0 ? "none" : OperatorFigure.Count(limit);

    private static OperatorTable Publication(PrivacyTerms terms) => new(
        "publication",
        "Publication",
        terms.IsShipped ? "As shipped, or stricter." : "Figures need fewer submitters than the shipped threshold, and every page says so.",
        ["Limit", "In force"],
        [
            ["Submitters behind every figure", OperatorFigure.Count(terms.MinimumSubmitters)],
            ["Submitters for quartiles", $"{terms.MinimumForQuartiles}"],
            ["Submitters for outer deciles", $"{terms.MinimumForDeciles}"],
            ["A week becomes final after", OperatorFigure.Duration(terms.FinalAfter.TotalSeconds)],
            ["Seven days are checked every", OperatorFigure.Duration(terms.Interval.TotalSeconds)],
            ["Raw rows are purged after", $"{terms.RawDays} d"],
            ["Version of the name list", terms.NamesVersion],
        ]);
}
