using ToolTime.Monitor.Insights.Findings;

namespace ToolTime.Monitor.Insights.Rig;

/// <summary>
/// `rig.unused`: servers, plugins, skills and subagents that at least ten sessions had and none used, by kind. `rig.duplicate`: what a
/// client has twice.
/// </summary>
internal static class RigInsights
{
    private const int FewestSessions = 10;
    private const int MostShown = 5;

    public static IEnumerable<Insight> Find(RigAudit audit)
    {
        // A plugin is reported as a whole, not by its parts; hooks work without being called.
        var unused = audit.Uses.Where(use =>
            use.Sessions >= FewestSessions && use.UsedIn == 0 && use.Item is { Plugin: null, HasHooks: false }
        );
        foreach (var kind in unused.GroupBy(use => (use.Item.Client, use.Item.Kind)))
        {
            yield return Unused(kind.Key.Client, kind.Key.Kind, [.. kind]);
        }

        foreach (var same in audit.Duplicates)
        {
            yield return Duplicate(same);
        }
    }

    private static Insight Unused(string client, string kind, List<RigUse> uses)
    {
        var known = uses.Where(use => use.Tokens is not null).ToList();
        var tokens = known.Sum(use => use.Tokens!.Value);
        var noun = kind.Replace("mcp-server", "MCP server", StringComparison.Ordinal);
        return new Insight
        {
            Kind = "rig.unused",
            Subject = $"{client} {kind}",
            Says = FormattableString.Invariant(
                $"{uses.Count:N0} {noun}{(uses.Count == 1 ? " is" : "s are")} set up for {client} and not used in any session{(tokens > 0 ? $"; about {tokens:N0} tokens in each request" : "")}."
            ),
            Figures =
            [
                new($"unused {noun}s", uses.Count, "count"),
                new("sessions", uses.Max(use => use.Sessions), "count"),
                .. known.Count > 0
                    ? (InsightFigure[])[new("tokens in each request", tokens, "tokens"), new("of which known", known.Count, "count")]
                    : [],
            ],
            Evidence = [.. uses.Take(MostShown).Select(Describe)],
            Change = kind switch
            {
                "mcp-server" => "Remove them from the settings, or set them up in the one project that needs them.",
                "plugin" => "Switch them off in the settings; a plugin that is off lists nothing.",
                _ => "Move unused ones out of the folder, or into the project that needs them.",
            },
        };
    }

    private static InsightEvidence Describe(RigUse use)
    {
        var tokens = use.Tokens is { } known
            ? FormattableString.Invariant($", {(use.IsMeasured ? "" : "about ")}{known:N0} tokens")
            : ", tokens unknown";
        return new InsightEvidence(
            use.Item.Client,
            Session: null,
            ProjectName(use.Item),
            At: null,
            $"{use.Item.Name} ({use.Item.Scope}) in {use.Item.Place}: 0 of {use.Sessions} sessions{tokens}"
        );
    }

    private static Insight Duplicate(IReadOnlyList<RigItem> same) =>
        new()
        {
            Kind = "rig.duplicate",
            Subject = $"{same[0].Client} {same[0].Name}",
            Says =
                $"{same[0].Client} has the {same[0].Kind.Replace("mcp-server", "MCP server", StringComparison.Ordinal)} {string.Join(" and ", same.Select(item => item.Name).Distinct())} {same.Count} times.",
            Figures = [new("times", same.Count, "count")],
            Evidence =
            [
                .. same.Take(MostShown)
                    .Select(item => new InsightEvidence(
                        item.Client,
                        Session: null,
                        ProjectName(item),
                        At: null,
                        $"{item.Name} ({item.Scope}) in {item.Place}"
                    )),
            ],
            Change = "Keep one: in the project if only it needs it, otherwise in the user's settings.",
        };

    private static string? ProjectName(RigItem item) =>
        item.Project is { } project ? Path.GetFileName(Path.TrimEndingDirectorySeparator(project)) : null;
}
