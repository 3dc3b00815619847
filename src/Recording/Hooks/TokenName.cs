namespace ToolTime.Recording.Hooks;

/// <summary>Whether a name has a token of a known form in it, so that it is none.</summary>
internal static class TokenName
{
    private const int Shortest = 20;

    private const int LeastAfter = 14;

    private static readonly string[] Certain = ["glpat-", "sk-ant-", "sk-proj-", "sk_live_", "xoxb-", "xoxp-"];

    private static readonly string[] Beginnings =
    [
        "AKIA", "ASIA", "AIza", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "hf_", "npm_",
    ];

    public static bool IsIn(string name) =>
        name.Length >= Shortest
        && (Certain.Any(one => After(name, one) is not null) || Beginnings.Any(one => After(name, one) is { } rest && IsRandom(rest)));

    // What follows a beginning that is not the end of another word.
    private static string? After(string name, string beginning) =>
        name.IndexOf(beginning, StringComparison.Ordinal) is >= 0 and var at && (at == 0 || !char.IsLetterOrDigit(name[at - 1]))
            ? name[(at + beginning.Length)..]
            : null;

    private static bool IsRandom(string rest)
    {
        var text = rest.TakeWhile(char.IsAsciiLetterOrDigit).ToList();
        return text.Count >= LeastAfter && text.Exists(char.IsAsciiDigit);
    }
}
