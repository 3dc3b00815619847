using ToolTime.Api.SignIn;

namespace ToolTime.Api.Operators;

/// <summary>The paths of the operators' pages.</summary>
public static class OperatorPaths
{
    /// <summary>Orleans' dashboard: grains, calls, silos and reminders.</summary>
    public const string Orleans = "/operator/orleans";

    internal const string Server = "/operator";
    internal const string Totals = "/operator/totals";
    internal const string Limits = "/operator/limits";
    internal const string Publications = "/operator/publications";
    internal const string Submissions = "/operator/submissions";
    internal const string Telemetry = "/operator/telemetry";
    internal const string Quarantine = "/operator/quarantine";
    internal const string TelemetryQuarantine = "/operator/telemetry/quarantine";
    internal const string Login = OperatorSignIn.Page;
    internal const string Logout = "/operator/logout";

    /// <summary>The pages, in the order of their links.</summary>
    internal static readonly IReadOnlyList<(string Path, string Title)> Pages =
    [
        (Server, "Server"),
        (Totals, "Live totals"),
        (Limits, "Limits"),
        (Publications, "Publications"),
        (Submissions, "Submissions"),
        (Telemetry, "Telemetry"),
        (Orleans, "Orleans"),
    ];
}
