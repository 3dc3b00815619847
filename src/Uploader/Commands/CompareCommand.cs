using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Mcp;
using ToolTime.Uploader.Reports;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime compare`: compares this machine's usage with the community's over the same days, on this machine.</summary>
internal static class CompareCommand
{
    // Less used names are only in the JSON.
    private const int ShownRows = 15;

    private static readonly TableColumn<ComparedName>[] Columns =
    [
        new("Calls", row => Figure.Full(row.Calls)),
        new("Calls, median", row => Plain(row, "calls_median"), Priority: 7),
        new("Error rate", row => Figure.Share(row.Errors, row.ObservedCalls), Priority: 8),
        new("Error rate, median", row => Rate(Number(row, "error_rate_median")), Priority: 8),
        new("Rejected", row => Rate(row.RejectionRate), Priority: 6),
        new("Rejected, all", row => Rate(Number(row, "rejection_rate")), Priority: 6),
        new("Used by", row => Number(row, "adoption") is { } share ? Rate(share, "0.#") : Figure.NotMeasured, Priority: 5),
    ];

    public static Command Create(VerbBuilder verbs) =>
        verbs.Reads(
            new("compare", "Compare your last days with the community's, and show what stands out. Nothing of yours is sent."),
            (context, _) => Run(context)
        );

    private static int Run(CommandContext context)
    {
        using var http = CommunityClient.Http(context, out var server);
        if (server is null)
        {
            throw new ConfigException(
                $"{ShareTarget.Server(context, ConfigFile.Load(context.Home, context.Clock))} is not an https address, or http on this machine."
            );
        }

        using var community = new CommunityClient(server, http, () => context.Now);
        using var local = new LocalReading(context);
        var comparison = new CommunityComparison(community, local).MakeAsync(CancellationToken.None).GetAwaiter().GetResult();
        if (context.AsJson)
        {
            context.WriteJson(comparison, ClientJson.Default.Comparison);
        }

        if (comparison.CommunityUnavailable is { } why)
        {
            context.Say(why);
            return ExitCode.Network;
        }

        if (!context.AsJson)
        {
            Print(context, comparison);
        }

        return ExitCode.Fine;
    }

    private static void Print(CommandContext context, Comparison comparison)
    {
        var days = string.Create(CultureInfo.InvariantCulture, $"{comparison.Since:yyyy-MM-dd} to {comparison.Until:yyyy-MM-dd} (UTC)");
        if (comparison.CommunityWeek?["unique_submitters"] is not JsonValue submitters)
        {
            context.Write($"{days}: too few submitters, so nothing is published to compare with.");
            return;
        }

        context.Write($"{days}, compared with {submitters} submitters. Nothing of yours was sent.");
        context.Write("");
        context.Write(comparison.Outliers.Count == 0 ? "Nothing stands out." : "What stands out");
        foreach (var one in comparison.Outliers)
        {
            context.Write("  " + Sentence(one));
        }

        var terminal = Terminal.FromConsole(context.Environment);
        foreach (
            var (header, rows) in new[]
            {
                ("Tool", comparison.Tools),
                ("MCP server", comparison.McpServers),
                ("Skill", comparison.Skills),
            }.Where(table => table.Item2.Count > 0)
        )
        {
            context.Write("");
            TableColumn<ComparedName> name = new(header, row => row.Name, IsText: true, MayBeCut: true);
            var table = new Table<ComparedName>([name, .. Columns], [.. rows.Take(ShownRows)], total: null);
            foreach (var line in table.Render(terminal.Width, isCompact: false, new TableStyle(terminal.IsPlain)))
            {
                context.Write(line);
            }

            if (rows.Count > ShownRows)
            {
                context.Write($"and {rows.Count - ShownRows} more: --json has them");
            }
        }
    }

    private static string Sentence(Outlier one) => one.What switch
    {
        Outlier.Fails => $"{one.Name} fails {Rate(one.Here)} of the time here, {Rate(one.Community)} for the median submitter.",
        Outlier.Rejected => $"{one.Name} is rejected {Rate(one.Here)} of the time here, {Rate(one.Community)} in the community.",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Name} was called {one.Here:N0} times here, {one.Community:N0} times by the median submitter."
        ),
    };

    private static double? Number(ComparedName row, string member) =>
        row.Community?[member] is JsonValue value && value.TryGetValue(out double number) ? number : null;

    private static string Plain(ComparedName row, string member) =>
        Number(row, member) is { } number ? number.ToString("N0", CultureInfo.InvariantCulture) : Figure.NotMeasured;

    private static string Rate(double? rate, string format = "0.0") =>
        rate is { } known ? (known * 100).ToString(format, CultureInfo.InvariantCulture) + "%" : Figure.NotMeasured;
}
