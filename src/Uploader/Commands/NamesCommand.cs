using System.CommandLine;
using System.Globalization;
using ToolTime.Names;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime names`: lists names that were used here and are not on the public list, and helps propose them.</summary>
internal static class NamesCommand
{
    private static readonly (CallGrouping Grouping, NameKind Kind)[] Kinds =
    [
        (CallGrouping.McpServer, NameKind.McpServer),
        (CallGrouping.Plugin, NameKind.Plugin),
        (CallGrouping.Skill, NameKind.Skill),
        (CallGrouping.Tool, NameKind.Tool),
    ];

    private static readonly TableColumn<UnlistedName>[] Columns =
    [
        new("Name", name => name.Name, MayBeCut: true, IsText: true),
        new("Kind", name => name.Kind, Priority: 8, IsText: true),
        new("Calls", name => Figure.Full(name.Calls)),
    ];

    public static Command Create(VerbBuilder verbs)
    {
        var names = new Argument<string[]>("name")
        {
            Description = "Public names, as others know them. Example: superpowers@superpowers-marketplace",
            Arity = ArgumentArity.OneOrMore,
        };
        var kind = new Option<string?>("--kind")
        {
            Description = "What they are: tool, skill, mcp_server or plugin. Default: as used here. Example: --kind skill",
        };
        kind.AcceptOnlyFromAmong([.. Kinds.Select(known => WordOf(known.Kind))]);
        var propose = new Command("propose", "Print an issue that asks for names to be listed. Nothing is sent.") { names, kind };
        return verbs.Reads(
            new("names", "Show names that were used here and are not on the public list, so that they count as custom.")
            {
                verbs.Reads(propose, (context, parsed) => Propose(context, parsed.GetValue(names)!, parsed.GetValue(kind))),
            },
            (context, _) => Show(context)
        );
    }

    private static int Show(CommandContext context)
    {
        var unlisted = Find(context);
        if (context.AsJson)
        {
            context.WriteJson(new NamesDocument(1, NameList.Shipped.Version, unlisted), ClientJson.Default.NamesDocument);
            return ExitCode.Fine;
        }

        if (unlisted.Count == 0)
        {
            context.Say("Every name that was used here is on the public list.");
            return ExitCode.Fine;
        }

        var terminal = Terminal.FromConsole(context.Environment);
        var table = new Table<UnlistedName>(Columns, unlisted, total: null);
        foreach (var line in table.Render(terminal.Width, isCompact: false, new(terminal.IsPlain)))
        {
            context.Write(line);
        }

        context.Say("These names stay here; they count as custom. For one that is public: `tooltime names propose NAME`.");
        return ExitCode.Fine;
    }

    private static int Propose(CommandContext context, string[] names, string? kind)
    {
        var used = kind is null ? Find(context) : [];
        var lines = new List<string>();
        foreach (var name in names)
        {
            var word = kind ?? used.FirstOrDefault(other => other.Name == name)?.Kind;
            if (word is null)
            {
                throw new ConfigException($"{name} was not used here or is already listed; give its kind with --kind.");
            }

            var known = Kinds.First(other => WordOf(other.Kind) == word).Kind;
            if (NameList.Shipped.Normalize(known, name).Length > 0)
            {
                throw new ConfigException($"{name} is listed already.");
            }

            if (!MayBeListed(name, known))
            {
                throw new ConfigException(
                    $"{name} cannot be listed: a name has 1 to 100 letters, digits or characters of _.:- (in plugins also /@)."
                );
            }

            lines.Add($"add {word} {name}");
        }

        var issue = new ProposedIssue(
            $"List {string.Join(", ", names)}",
            $"""
            Please list these public names, so that they are counted by name:

            ```
            {string.Join('\n', lines)}
            ```

            Where each can be found in public (a repository or a registry's page):

            """
        );
        if (context.AsJson)
        {
            context.WriteJson(issue, ClientJson.Default.ProposedIssue);
            return ExitCode.Fine;
        }

        context.Write($"Title: {issue.Title}\n\n{issue.Body}");
        context.Say(
            "Nothing was sent. Add where each is public, and open this as an issue where ToolTime is developed: a name counts from the release that lists it."
        );
        return ExitCode.Fine;
    }

    private static List<UnlistedName> Find(CommandContext context)
    {
        var zone = context.Zone;
        using var reading = UsageReading.Begin(context, Terminal.FromConsole(context.Environment));
        var source = new ReportSource(reading.Index, new ReportFilter(zone), Prices.Read(context));
        List<UnlistedName> unlisted =
        [
            .. Kinds.SelectMany(kind =>
                new NameReport(source, kind.Grouping)
                    .Rows()
                    .Where(row => MayBeListed(row.Name, kind.Kind) && NameList.Shipped.Normalize(kind.Kind, row.Name).Length == 0)
                    .Select(row => new UnlistedName(WordOf(kind.Kind), row.Name, row.Calls))
            ),
        ];
        reading.Save();
        return unlisted;
    }

    // A server's tools are listed with their server.
    private static bool MayBeListed(string name, NameKind kind) =>
        name.Length is > 0 and <= 100
        && !(kind is NameKind.Tool && McpToolName.TryParse(name, out _))
        && name.All(character =>
            char.IsAsciiLetterOrDigit(character)
            || "_.:-".Contains(character, StringComparison.Ordinal)
            || (kind is NameKind.Plugin && character is '/' or '@')
        );

    private static string WordOf(NameKind kind) =>
        kind is NameKind.McpServer ? "mcp_server" : kind.ToString().ToLower(CultureInfo.InvariantCulture);
}

/// <summary>A name that was used here and is not on the public list.</summary>
internal sealed record UnlistedName(string Kind, string Name, long Calls);

/// <summary>What `tooltime names --json` prints.</summary>
internal sealed record NamesDocument(int SchemaVersion, string NamesVersion, IReadOnlyList<UnlistedName> Names);

/// <summary>What `tooltime names propose --json` prints: an issue to open.</summary>
internal sealed record ProposedIssue(string Title, string Body);
