namespace ToolTime.Api.Operators;

/// <summary>Where the operators' pages are.</summary>
internal static class OperatorPaths
{
    public const string Server = "/operator";
    public const string Totals = "/operator/totals";
    public const string Limits = "/operator/limits";
    public const string Publications = "/operator/publications";
    public const string Submissions = "/operator/submissions";
    public const string Quarantine = "/operator/quarantine";
    public const string Login = "/operator/login";
    public const string Logout = "/operator/logout";

    /// <summary>The pages, in the order of their links.</summary>
    public static readonly IReadOnlyList<(string Path, string Title)> Pages =
        [(Server, "Server"), (Totals, "Live totals"), (Limits, "Limits"), (Publications, "Publications"), (Submissions, "Submissions")];
}
