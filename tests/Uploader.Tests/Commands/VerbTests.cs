using System.CommandLine;
using ToolTime.Uploader.Commands;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>What all verbs of the command line have in common.</summary>
public sealed class VerbTests
{
    /// <summary>Verbs for programs, whose input and output have a form of their own; docs/client.md names them.</summary>
    private static readonly string[] ForPrograms = ["hook", "statusline", "mcp", "completions"];

    /// <summary>Verbs that only show something. What they store on the way can be rebuilt from existing files.</summary>
    private static readonly string[] Showing =
    [
        .. "today daily weekly monthly sessions models blocks tools skills mcp-servers plugins agents".Split(' '),
        .. "summarize budget compare config doctor events insights live names projects security alerts status".Split(' '),
        "budget show",
        "budget check",
        "config list",
        "config get",
        "names propose",
        "security check",
        "security explain",
        "security rules",
        "share log",
        "share preview",
        "share status",
    ];

    public static TheoryData<string> All { get; } = [.. Verbs(CommandLine.Root(), "").Select(verb => verb.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void Verb_NotForPrograms_HasJson(string verb) =>
        Assert.Equal(!ForPrograms.Contains(verb), OptionsOf(verb).Contains("--json"));

    [Theory]
    [MemberData(nameof(All))]
    public void Verb_ThatChangesSomething_HasDryRun(string verb) =>
        Assert.Equal(!ForPrograms.Concat(Showing).Contains(verb), OptionsOf(verb).Contains("--dry-run"));

    private static IEnumerable<string> OptionsOf(string verb) =>
        Verbs(CommandLine.Root(), "").Single(found => found.Name == verb).Command.Options.Select(option => option.Name);

    // `hook` and `statusline` never get as far as an action.
    private static IEnumerable<(string Name, Command Command)> Verbs(Command command, string name)
    {
        if (name.Length > 0 && (command.Action is not null || command.Subcommands.Count == 0))
        {
            yield return (name, command);
        }

        foreach (var child in command.Subcommands.Where(child => !child.Hidden).SelectMany(child => Verbs(child, $"{name} {child.Name}".Trim())))
        {
            yield return child;
        }
    }
}
