using System.Text.Json;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Security.Tools;

namespace ToolTime.Monitor.Tests;

/// <summary>The rules over calls in a project inside a home, as most tests need them.</summary>
internal static class Engine
{
    public const string Project = "/home/dev/work/app";

    private static readonly SecurityEngine Plain = new(UserRules.None, new NoLinks());

    public static IReadOnlyList<Finding> Bash(string command, UserRules? rules = null) =>
        Call("Bash", new() { ["command"] = command }, rules);

    /// <summary>A command in a project of another home.</summary>
    public static IReadOnlyList<Finding> In(string home, string project, string command)
    {
        using var input = JsonDocument.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { ["command"] = command }));
        return Plain.Evaluate(new CheckedCall { ToolName = "Bash", Input = input.RootElement, Cwd = project, Home = home });
    }

    public static IReadOnlyList<Finding> Call(string tool, Dictionary<string, string> input, UserRules? rules = null) =>
        Json(tool, JsonSerializer.Serialize(input), rules);

    public static IReadOnlyList<Finding> Json(string tool, string input, UserRules? rules = null)
    {
        using var document = JsonDocument.Parse(input);
        var engine = rules is null ? Plain : new SecurityEngine(rules, new NoLinks());
        return engine.Evaluate(new CheckedCall { ToolName = tool, Input = document.RootElement, Cwd = Project });
    }

    /// <summary>What cannot be known about a command.</summary>
    public static IReadOnlyList<UnknownPart> Explain(string command)
    {
        using var input = JsonDocument.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { ["command"] = command }));
        return Plain.Explain(new CheckedCall { ToolName = "Bash", Input = input.RootElement, Cwd = Project }).Unknown;
    }

    public static IEnumerable<Finding> Serious(this IEnumerable<Finding> findings) =>
        findings.Where(finding => finding.Severity >= Severity.Medium);

    public static string[] Rules(this IEnumerable<Finding> findings) =>
        [.. findings.Select(finding => finding.Rule).Distinct().Order(StringComparer.Ordinal)];

    public static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "fixtures", "commands", name);
}
