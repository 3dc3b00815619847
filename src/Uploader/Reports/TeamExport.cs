using ToolTime.Transcripts;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Uploader.Reports;

/// <summary>Makes a <see cref="TeamFile"/> of everything in the index.</summary>
internal sealed class TeamExport(UsageIndex index, ReportSource source)
{
    public TeamFile Make(TimeZoneInfo zone, DateTimeOffset now) =>
        new()
        {
            SchemaVersion = TeamFile.Version,
            Machine = index.Machine,
            Generated = now,
            Timezone = zone.Id,
            Usage =
            [
                .. source
                    .Usage()
                    .GroupBy(use => (use.Day, use.Session, use.Model, use.Cell.Attribution, HasCost: use.Cost is not null))
                    .Select(uses =>
                        Usage(
                            uses.Key.Day,
                            uses.Key.Session,
                            uses.Key.Model,
                            uses.Key.Attribution,
                            [.. uses.Select(use => (use.Cell, use.Cost))]
                        )
                    )
                    .OrderBy(use => use.Day),
            ],
            Calls =
            [
                .. source
                    .Calls()
                    .GroupBy(call => (call.Day, call.Session, call.Name, call.Cell.IsSkill, call.Cell.Attribution))
                    .Select(calls =>
                        Calls(
                            calls.Key.Day,
                            calls.Key.Session,
                            calls.Key.Name,
                            calls.Key.IsSkill,
                            calls.Key.Attribution,
                            [.. calls.Select(call => call.Cell)]
                        )
                    )
                    .OrderBy(call => call.Day),
            ],
            Durations =
            [
                .. source
                    .Durations()
                    .GroupBy(timed => (timed.Day, timed.Session.Client, timed.Name))
                    .Select(timed => new TeamDurations
                    {
                        Day = timed.Key.Day,
                        Client = timed.Key.Client,
                        Tool = timed.Key.Name,
                        Milliseconds = [.. timed.Select(one => one.Milliseconds)],
                    })
                    .OrderBy(timed => timed.Day),
            ],
        };

    private TeamUsage Usage(
        DateOnly day,
        IndexSession session,
        string model,
        int attribution,
        IReadOnlyList<(UsageCell Cell, decimal? Cost)> uses
    )
    {
        var tokens = uses.Aggregate(default(TokenCount), (sum, use) => sum + use.Cell.Tokens);
        return new()
        {
            Day = day,
            Client = session.Client,
            Session = index.SessionHash(session),
            Model = model,
            Account = Account(attribution),
            Responses = uses.Sum(use => use.Cell.Responses),
            UnfinishedResponses = uses.Sum(use => use.Cell.Kind.HasFlag(UsageKind.Unfinished) ? use.Cell.Responses : 0),
            WebSearches = uses.Sum(use => use.Cell.WebSearches),
            InputTokens = tokens.Input,
            OutputTokens = tokens.Output,
            CacheWrite5mTokens = tokens.CacheWrite5m,
            CacheWrite1hTokens = tokens.CacheWrite1h,
            CacheReadTokens = tokens.CacheRead,
            CostUsd = uses.Any(use => use.Cost is null) ? null : uses.Sum(use => use.Cost!.Value),
        };
    }

    private TeamCalls Calls(DateOnly day, IndexSession session, string name, int isSkill, int attribution, IReadOnlyList<CallCell> cells)
    {
        var sum = new CallTally();
        foreach (var cell in cells)
        {
            sum.Add(cell);
        }

        return new()
        {
            Day = day,
            Client = session.Client,
            Session = index.SessionHash(session),
            Name = name,
            IsSkill = isSkill == 1,
            Account = Account(attribution),
            Calls = (int)sum.Calls,
            ObservedCalls = (int)sum.ObservedCalls,
            Errors = (int)sum.Errors,
            Rejections = (int)sum.Rejections,
            NotRun = (int)sum.NotRun,
            EditsWithoutRead = (int)sum.EditsWithoutRead,
            ByUser = (int)sum.ByUser,
        };
    }

    private TeamAccount? Account(int attribution) =>
        source.AttributionOf(attribution) is { } of ? new(of.Skill, of.Plugin, of.McpServer, of.Agent) : null;
}
