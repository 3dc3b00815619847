using System.CommandLine;
using System.Text.Json;
using ToolTime.Monitor.Insights.Reports;
using ToolTime.Monitor.Insights.Trends;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Insights;

/// <summary>`tooltime insights`: what stands out in transcripts, with the evidence and what to change.</summary>
internal static class InsightsCommand
{
    /// <summary>The default number of days.</summary>
    public const int UsualDays = 30;

    public static Command Create(VerbBuilder verbs)
    {
        var since = DayOption.Create("--since", $"The first day. Default: the last {UsualDays} days. Example: --since 2026-11-01");
        var project = new Option<string?>("--project")
        {
            Description = "One project, by its folder's name or path. Default: all. Example: --project shop",
            HelpName = "PROJECT",
        };
        var command = new Command("insights", "Show what stands out in what agents did, with the evidence and what to change.")
        {
            since,
            project,
        };
        return verbs.Reads(command, (context, parsed) => Run(context, parsed.GetValue(since), parsed.GetValue(project)));
    }

    private static int Run(CommandContext context, DateOnly? firstDay, string? project)
    {
        var (options, day) = Options(context, firstDay, project);
        var terminal = Terminal.FromConsole(context.Environment);
        using (var reading = UsageReading.Begin(context, terminal))
        {
            options = options with { Trends = TrendReport.Make(reading.Index, options.Prices, options.Zone, options.Now, project) };
            reading.Save();
        }

        var document = InsightReport.Read(options);
        if (document.Unreadable > 0)
        {
            context.Say($"{document.Unreadable} of {document.Transcripts} transcripts could not be read.");
        }

        if (document.Sessions == 0 && !string.IsNullOrEmpty(project))
        {
            context.Say($"No session since {UtcText.Day(day)} is in a project '{project}'.");
            if (!context.AsJson)
            {
                return ExitCode.NothingToDo;
            }
        }

        context.Write(
            context.AsJson
                ? JsonSerializer.Serialize(document, InsightJson.Default.InsightDocument)
                : InsightText.Write(document, options.Zone, day, terminal)
        );
        return document.Sessions == 0 && !string.IsNullOrEmpty(project) ? ExitCode.NothingToDo : ExitCode.Fine;
    }

    /// <summary>For a range of days; by default the last 30.</summary>
    public static (InsightOptions Options, DateOnly Day) Options(CommandContext context, DateOnly? firstDay, string? project)
    {
        var zone = context.Zone;
        var day = firstDay ?? context.Today.AddDays(1 - UsualDays);
        var options = new InsightOptions
        {
            Home = context.Home,
            Environment = context.Environment,
            Prices = Prices.Read(context),
            Zone = zone,
            Now = context.Now,
            Since = LocalDay.Begin(day, zone),
            Project = project,
            HasSentiment = ConfigFile.Load(context.Home, context.Clock).Sentiment,
        };
        return (options, day);
    }
}
