using System.Text.Json;
using ModelContextProtocol.Protocol;
using ToolTime.Api.Mcp;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Insights;

namespace ToolTime.Uploader.Mcp;

/// <summary>
/// The tools: a community name, its weeks, the comparison with this machine, and this machine's insights, budgets and setup.
/// </summary>
internal sealed class ServedTools(CommunityClient community, LocalReading local, AgentReading machine)
{
    /// <summary>How many weeks an item covers.</summary>
    public const int ItemWeeks = 13;

    /// <summary>The default number of this machine's days.</summary>
    public const int UsualDays = 30;

    /// <summary>The one answer for names that are suppressed, unknown or blocked.</summary>
    public const string MissingText = "Nothing is published under this name.";

    private const string Item = "community_item";
    private const string Trend = "trend";
    private const string CompareMe = "compare_me";
    private const string Insights = "insights";
    private const string BudgetStatus = "budget_status";
    private const string RigAudit = "rig_audit";

    private const int MostDays = 90;
    private const int LongestProject = 1000;

    public static ListToolsResult List() =>
        new()
        {
            Tools =
            [
                Tool(
                    Item,
                    "One name in the community",
                    "How many people use one tool, skill, MCP server, plugin, model or client, over its last 13 published weeks.",
                    ToolSchemas.ItemInput,
                    ToolSchemas.TrendOutput,
                    isOpen: true
                ),
                Tool(
                    Trend,
                    "One name over time",
                    "One name over the newest 4, 13 or 52 published weeks: submitters, calls, error rates.",
                    ToolSchemas.TrendInput,
                    ToolSchemas.TrendOutput,
                    isOpen: true
                ),
                Tool(
                    CompareMe,
                    "My usage compared with the community's",
                    "Compares what was used on this machine with the community's newest published seven days, over the same days, says what stands out, and flags tools and MCP servers that fail over twice as often here as for the median submitter. It runs on this machine and sends nothing.",
                    ToolSchemas.Nothing,
                    ToolSchemas.Comparison,
                    isOpen: false
                ),
                Tool(
                    Insights,
                    "What stands out here",
                    "What stands out in what agents did on this machine: retries, loops, cache misses, failures, unused servers, unusual sessions, each with figures, evidence and what to change; and scores with their parts. Empty if nothing stands out. Nothing is changed or sent.",
                    ToolSchemas.InsightsInput,
                    ToolSchemas.InsightsOutput,
                    isOpen: false
                ),
                Tool(
                    BudgetStatus,
                    "Budget status",
                    "How much of each budget of this machine is spent, and the official limits if the client reported them.",
                    ToolSchemas.Nothing,
                    ToolSchemas.BudgetOutput,
                    isOpen: false
                ),
                Tool(
                    RigAudit,
                    "What is set up and used",
                    "MCP servers, plugins, skills and subagents that clients on this machine are set up with, how many sessions used them, the tokens that they add to each request if known, and duplicates.",
                    ToolSchemas.DaysInput,
                    ToolSchemas.RigOutput,
                    isOpen: false
                ),
            ],
        };

    /// <summary>Calls a tool; null for an unknown name. Unavailable data is a result that says so.</summary>
    public async Task<CallToolResult?> CallAsync(CallToolRequestParams call, CancellationToken stop)
    {
        try
        {
            return call.Name switch
            {
                CompareMe => Result(await CompareAsync(stop)),
                Item or Trend => await TrendAsync(call, stop),
                Insights => await InsightsAsync(call, stop),
                RigAudit => await RigAsync(call, stop),
                BudgetStatus => Result(JsonSerializer.Serialize(await machine.BudgetAsync(stop), ClientJson.Default.BudgetReport)),
                _ => null,
            };
        }
        catch (Exception e) when (e is CommunityUnavailableException or ConfigException)
        {
            return Fault(e.Message);
        }
    }

    private static Tool Tool(string name, string title, string description, JsonElement input, JsonElement output, bool isOpen) =>
        new()
        {
            Name = name,
            Title = title,
            Description = description,
            InputSchema = input,
            OutputSchema = output,
            Annotations = new()
            {
                ReadOnlyHint = true,
                DestructiveHint = false,
                IdempotentHint = true,
                OpenWorldHint = isOpen,
            },
        };

    private static CallToolResult Result(string json) =>
        new() { StructuredContent = JsonElement.Parse(json), Content = [new TextContentBlock { Text = json }] };

    private static CallToolResult Fault(string text) => new() { IsError = true, Content = [new TextContentBlock { Text = text }] };

    private static int? Weeks(CallToolRequestParams call) =>
        call.Name is Item ? ItemWeeks
        : ToolArguments.Whole(call, "weeks", ItemWeeks) is (4 or 13 or 52) and var weeks ? weeks
        : null;

    private async Task<CallToolResult> TrendAsync(CallToolRequestParams call, CancellationToken stop)
    {
        if (ToolArguments.Text(call, "dimension") is not { } dimension || ToolArguments.Text(call, "name") is not { } name)
        {
            return Fault("dimension and name are required strings.");
        }

        if (!CommunityTables.Dimensions.Contains(dimension))
        {
            return Fault($"dimension must be one of {string.Join(", ", CommunityTables.Dimensions)}.");
        }

        if (Weeks(call) is not { } weeks)
        {
            return Fault("weeks must be 4, 13 or 52.");
        }

        return await community.TrendAsync(dimension, name, weeks, stop) is { } trend ? Result(trend.ToJsonString()) : Fault(MissingText);
    }

    private static int? Days(CallToolRequestParams call) =>
        ToolArguments.Whole(call, "days", UsualDays) is >= 1 and <= MostDays and var days ? days : null;

    private async Task<CallToolResult> InsightsAsync(CallToolRequestParams call, CancellationToken stop)
    {
        if (Days(call) is not { } days)
        {
            return Fault($"days must be 1 to {MostDays}.");
        }

        // An answer repeats it.
        var project = ToolArguments.Text(call, "project");
        if (ToolArguments.IsNoText(call, "project") || project?.Length > LongestProject)
        {
            return Fault($"project must be a string of at most {LongestProject} characters.");
        }

        var insights = await machine.InsightsAsync(days, project, stop);
        if (insights.Sessions == 0 && !string.IsNullOrEmpty(project))
        {
            return Fault($"No session of the last {days} days is in a project '{project}'. Leave project out for all.");
        }

        return Result(
            RowLimit.Fit(rows => JsonSerializer.Serialize(insights.Cut(rows), ClientJson.Default.AgentInsights), hasStructuredContent: true)
        );
    }

    private async Task<CallToolResult> RigAsync(CallToolRequestParams call, CancellationToken stop)
    {
        if (Days(call) is not { } days)
        {
            return Fault($"days must be 1 to {MostDays}.");
        }

        var rig = await machine.RigAsync(days, stop);
        return Result(
            RowLimit.Fit(rows => JsonSerializer.Serialize(rig.Cut(rows), ClientJson.Default.AgentRig), hasStructuredContent: true)
        );
    }

    private async Task<string> CompareAsync(CancellationToken stop)
    {
        var comparison = await new CommunityComparison(community, local).MakeAsync(stop);
        return RowLimit.Fit(
            rows => JsonSerializer.Serialize(comparison.Cut(rows), ClientJson.Default.Comparison),
            hasStructuredContent: true
        );
    }
}
