using System.Text.Json;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;
using ToolTime.Transcripts.Scanning;

namespace ToolTime.Transcripts.Tests;

/// <summary>Everything that transcripts add up to, to be compared as one value.</summary>
internal sealed record ReadUsage
{
    public int Responses { get; init; }

    public long Input { get; init; }

    public long Output { get; init; }

    public long CacheWrite { get; init; }

    public long CacheWrite1h { get; init; }

    public long CacheRead { get; init; }

    public long Calls { get; init; }

    public long Observed { get; init; }

    public long Errors { get; init; }

    public long Rejections { get; init; }

    public long EditsWithoutRead { get; init; }

    public long NotRun { get; init; }

    public int UnfinishedResponses { get; init; }

    public long WebSearches { get; init; }

    public long Skills { get; init; }

    public Skipped Skipped { get; init; }

    /// <summary>The bytes read this time.</summary>
    public long BytesRead { get; init; }

    public static ReadUsage From(UsageIndex index, TranscriptScan scan)
    {
        var source = new ReportSource(index, new ReportFilter(TimeZoneInfo.Utc));
        var total = UsageBreakdown.Total(source);
        return new ReadUsage
        {
            Responses = total.Responses,
            Input = total.InputTokens,
            Output = total.OutputTokens,
            CacheWrite = total.CacheWriteTokens,
            CacheWrite1h = total.CacheWrite1hTokens,
            CacheRead = total.CacheReadTokens,
            Calls = total.Calls!.Value,
            Observed = total.ObservedCalls!.Value,
            Errors = total.Errors ?? 0,
            Rejections = total.Rejections ?? 0,
            EditsWithoutRead = total.EditsWithoutRead!.Value,
            NotRun = new NameReport(source, CallGrouping.Tool).Total().NotRun,
            UnfinishedResponses = total.UnfinishedResponses,
            WebSearches = total.WebSearches,
            Skills = new NameReport(source, CallGrouping.Skill).Total().Calls,
            Skipped = index.Skipped + scan.Unreadable,
            BytesRead = scan.Progress.Read,
        };
    }

    /// <summary>The content of a fixture's expected.json; missing members are 0.</summary>
    public static ReadUsage Expected(JsonElement expected)
    {
        return new()
        {
            Responses = (int)Number("responses"),
            Input = Number("input"),
            Output = Number("output"),
            CacheWrite = Number("cache_write"),
            CacheWrite1h = Number("cache_write_1h"),
            CacheRead = Number("cache_read"),
            Calls = Number("calls"),
            Observed = Number("observed"),
            Errors = Number("errors"),
            Rejections = Number("rejections"),
            EditsWithoutRead = Number("edits_without_read"),
            NotRun = Number("not_run"),
            UnfinishedResponses = (int)Number("unfinished_responses"),
            WebSearches = Number("web_searches"),
            Skills = Number("skills"),
            Skipped = new((int)Number("torn"), (int)Number("foreign"), (int)Number("synthetic"), (int)Number("unfinished"), 0),
        };

        long Number(string name) => expected.TryGetProperty(name, out var value) ? value.GetInt64() : 0;
    }
}
