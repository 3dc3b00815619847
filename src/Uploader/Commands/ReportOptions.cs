using System.CommandLine;
using System.CommandLine.Parsing;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Commands;

/// <summary>The options that all reports have.</summary>
internal sealed class ReportOptions
{
    private readonly Option<bool> _compact = new("--compact")
    {
        Description = "Write numbers short, as 1.23M. Default: only if space is short. Example: --compact",
    };

    private readonly Option<DateOnly?> _since = DayOption.Create("--since", "The first day. Default: the earliest recorded. Example: --since 2026-11-01");

    private readonly Option<DateOnly?> _until = DayOption.Create("--until", "The last day. Default: the latest recorded. Example: --until 2026-11-30");

    private readonly Option<TimeZoneInfo?> _zone = new("--timezone")
    {
        Description = "Time zone of the days. Default: this machine's zone. Example: --timezone Europe/Berlin",
        HelpName = "ZONE",
        CustomParser = ParseZone,
    };

    private readonly Option<string?> _project = new("--project")
    {
        Description = "Only this project, by its folder's name or path. Default: all. Example: --project .",
        HelpName = "NAME|PATH",
    };

    private readonly Option<string?> _client = new("--client")
    {
        Description = "Only this client. Default: all. Example: --client codex",
        HelpName = "CLIENT",
    };

    private readonly Option<string[]> _team = new("--team")
    {
        Description = "Add what others wrote with `cells export`. Default: this machine alone. Example: --team anna.json ben.json",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    public ReportOptions()
    {
        _client.AcceptOnlyFromAmong(ClientName.All);
        _zone.CompletionSources.Add("UTC");
    }

    /// <summary>
    /// Adds them to a report. Without <paramref name="hasDays"/> it covers a single day; without <paramref name="hasTeam"/> it takes no
    /// team files.
    /// </summary>
    public void AddTo(Command command, bool hasDays, bool hasTeam)
    {
        if (hasTeam)
        {
            command.Add(_team);
        }

        foreach (var option in (Option[])[.. hasDays ? [_since, _until] : Array.Empty<Option>(), _zone, _project, _client, _compact])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (DayOption.In(result.GetResult(_since)) is { } since && DayOption.In(result.GetResult(_until)) is { } until && since > until)
            {
                result.AddError("--since is after --until.");
            }

            if (result.GetResult(_team)?.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)) is true)
            {
                result.AddError("--team takes files; an empty path does not name one.");
            }

            if (result.GetResult(_team) is { Tokens.Count: > 0 } && result.GetResult(_project) is { Tokens.Count: > 0 })
            {
                result.AddError("--team and --project do not go together: what others exported has no projects.");
            }
        });
    }

    public IReadOnlyList<string> Team(ParseResult parsed) => parsed.GetValue(_team) ?? [];

    public bool IsCompact(ParseResult parsed) => parsed.GetValue(_compact);

    /// <summary>The filter that the command line asks for; only the day of <paramref name="today"/> if that is given.</summary>
    public ReportFilter Filter(ParseResult parsed, CommandContext context, DateTimeOffset? today)
    {
        var zone = parsed.GetValue(_zone) ?? Local(context);
        var filter = new ReportFilter(zone, Project: parsed.GetValue(_project), Client: parsed.GetValue(_client));
        if (today is not { } now)
        {
            return filter with { Since = parsed.GetValue(_since), Until = parsed.GetValue(_until) };
        }

        var day = LocalDay.At(now, zone);
        return filter with { Since = day, Until = day };
    }

    private static TimeZoneInfo Local(CommandContext context)
    {
        if (LocalZone.Find(context.Environment("TZ")) is { } zone)
        {
            return zone;
        }

        context.Say(
            $"TZ is {context.Environment("TZ")}, which is not a known time zone, so days are UTC. --timezone names one."
        );
        return TimeZoneInfo.Utc;
    }

    private static TimeZoneInfo? ParseZone(ArgumentResult result)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(result.Tokens[0].Value, out var zone))
        {
            return zone;
        }

        result.AddError("--timezone takes a zone of the IANA database, such as UTC or Europe/Berlin.");
        return null;
    }
}
