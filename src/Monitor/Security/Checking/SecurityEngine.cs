using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Redaction;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Security.Tools;

namespace ToolTime.Monitor.Security.Checking;

/// <summary>
/// Finds what is dangerous in a tool call, and why. It runs nothing and reads only links; it never throws because of a call's content.
/// Thread-safe.
/// </summary>
/// <param name="rules">The user's changes to the rules.</param>
/// <param name="links">Resolves links.</param>
/// <param name="home">The user's home, absolute, if it does not follow from the working directory.</param>
/// <param name="redacts">Whether secrets in segments and reasons are replaced, as required wherever they are stored or shown later.</param>
internal sealed class SecurityEngine(UserRules rules, ILinks links, string? home = null, bool redacts = false)
{
    private const int LongestSegment = 400;

    private readonly HashSet<string> _off = new(rules.Off, StringComparer.Ordinal);
    private readonly Dictionary<string, Severity> _severities = rules.Severity.ToDictionary(entry => entry.Key, entry =>
        SeverityName.Parse(entry.Value)!.Value, StringComparer.Ordinal);

    /// <summary>The findings of a call, worst first and each rule once per segment; may be empty.</summary>
    public IReadOnlyList<Finding> Evaluate(CheckedCall call)
    {
        var boundary = BoundaryOf(call);
        return Findings(ToolWalk.Run(call, boundary), boundary, call.ToolName);
    }

    /// <summary>The findings of a call as in <see cref="Evaluate"/>, and what may be stored about the call.</summary>
    public (IReadOnlyList<Finding> Findings, CallStructure Structure) Observe(CheckedCall call)
    {
        var boundary = BoundaryOf(call);
        var walk = ToolWalk.Run(call, boundary);
        return (Findings(walk, boundary, call.ToolName), CallStructure.From(walk, boundary.Project));
    }

    /// <summary>The findings of a call as in <see cref="Evaluate"/>, and the parts that cannot be known.</summary>
    public (IReadOnlyList<Finding> Findings, IReadOnlyList<UnknownPart> Unknown) Explain(CheckedCall call)
    {
        var boundary = BoundaryOf(call);
        var walk = ToolWalk.Run(call, boundary);
        return (Findings(walk, boundary, call.ToolName), [.. walk.Unknown.Select(part =>
            new UnknownPart(Shown(part.Segment), Shown(part.Why)))]);
    }

    /// <summary>The home of a working directory: its first two parts if the first is a folder of homes, otherwise the given one.</summary>
    internal static string HomeOf(string cwd, string? home)
    {
        var names = cwd.Replace('\\', '/').Split('/', 5);
        return cwd switch
        {
            _ when home is { Length: > 1 } && ProjectBoundary.IsWithin(cwd, home) => home,
            _ when names is ["", "home" or "Users", { Length: > 0 } user, ..] && !PersonalFolders.IsShared(user) => $"/{names[1]}/{user}",
            _ when names is [[_, ':'], "Users", { Length: > 0 } user, ..] => $"{names[0].ToUpperInvariant()}/Users/{user}",
            _ when names is ["", "root", ..] => "/root",
            _ => home is { Length: > 1 } ? home : "/root",
        };
    }

    private IReadOnlyList<Finding> Findings(ShellWalk walk, ProjectBoundary boundary, string tool)
    {
        var findings = new List<Finding>();
        foreach (var pattern in rules.Patterns)
        {
            if (pattern.IsOfCalls && pattern.FitsTool(tool))
            {
                findings.Add(FindingOf(pattern, tool));
            }
        }

        var seen = new HashSet<(string Rule, string Segment)>();
        foreach (var effect in walk.Effects)
        {
            if (effect.Host is { } host && effect.Kind is EffectKind.Send or EffectKind.Fetch && IsAllowed(host))
            {
                continue;
            }

            foreach (var finding in Match(effect, boundary, tool))
            {
                var index = findings.FindIndex(other => other.Rule == finding.Rule && other.Segment == finding.Segment);
                if (seen.Add((finding.Rule, finding.Segment)))
                {
                    findings.Add(finding);
                }
                else if (index >= 0 && findings[index].Severity < finding.Severity)
                {
                    findings[index] = finding;
                }
            }
        }

        return [.. findings.OrderByDescending(finding => finding.Severity)];
    }

    private ProjectBoundary BoundaryOf(CheckedCall call)
    {
        var user = HomeOf(call.Cwd, call.Home ?? home);
        var project = call.Project ?? call.Cwd;
        return new ProjectBoundary(project.Length == 0 ? $"{user}/.unknown-project" : ProjectBoundary.Normalise(project, "/", user), user,
            rules.AllowedFolders, links, call.Home ?? home);
    }

    private bool IsAllowed(string host) => rules.AllowedHosts.Any(pattern => GlobPattern.IsMatch(host, pattern));

    private IEnumerable<Finding> Match(Effect effect, ProjectBoundary boundary, string tool)
    {
        foreach (var rule in RuleSet.All)
        {
            if (!_off.Contains(rule.Id) && rule.Match(effect, boundary) is { } match)
            {
                var severity = _severities.TryGetValue(rule.Id, out var changed) ? changed : match.Severity ?? rule.Severity;
                severity = effect.Has(EffectTraits.Asked) && severity > Severity.Medium ? Severity.Medium : severity;
                yield return new Finding(rule.Id, rule.Category, severity, rule.Technique, Shown(effect.Segment), Shown(match.Why))
                {
                    Path = effect.Path is { } path ? Shown(path.Full) : null,
                };
            }
        }

        foreach (var pattern in rules.Patterns)
        {
            if (!pattern.IsOfCalls && pattern.FitsTool(tool) && pattern.Fits(effect, boundary.Home, boundary.Project))
            {
                yield return FindingOf(pattern, Shown(effect.Segment));
            }
        }
    }

    private static Finding FindingOf(UserPattern pattern, string segment) => new(pattern.Id, RuleCategory.Boundary,
        SeverityName.Parse(pattern.Severity ?? "medium")!.Value, "", segment, pattern.Why ?? $"It matches your rule `{pattern.Id}`.");

    /// <summary>A text for people: an ellipsis for unknown parts, and not too long.</summary>
    private string Shown(string text)
    {
        text = (redacts ? SecretRedactor.Redact(text) : text).Replace(Field.Unknown, '…').Replace(Field.Unset, '…');
        return text.Length <= LongestSegment ? text : text[..LongestSegment] + "…";
    }
}
