using ToolTime.Recording.Calls;
using ToolTime.Recording.Hooks;

namespace ToolTime.Recording.Usage;

/// <summary>Adds up calls. Day cells and weekly statistics both use it, so both count alike.</summary>
internal sealed class UsageCounter
{
    private readonly HashSet<(string, string?)> _startedSessions = [];

    public SortedDictionary<string, ToolCount> Tools { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, SkillCount> Skills { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, McpServerCount> McpServers { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Models { get; } = new(StringComparer.Ordinal);

    /// <summary>The durations of a tool's calls, or of a server's tools, in milliseconds.</summary>
    public Durations ToolDurations { get; } = new();

    public Durations McpServerDurations { get; } = new();

    public Dictionary<string, DateTimeOffset> LastUsed { get; } = [];

    public int EditsWithoutRead { get; private set; }

    /// <summary>A session counts once for each model that it started or was resumed with.</summary>
    public void AddStart(RecordedEvent start)
    {
        if (start.Event is EventName.SessionStart && start.Model is not null && _startedSessions.Add((start.Model, start.Session)))
        {
            Models[start.Model] = Models.GetValueOrDefault(start.Model) + 1;
        }
    }

    public void AddCall(RecordedEvent call, bool isObserved, bool isEditWithoutRead)
    {
        var outcome = CallOutcomeWords.Parse(call.Outcome);
        // A call that never ran says nothing about its tool.
        isObserved &= outcome is not CallOutcome.NotRun;
        var observed = isObserved ? 1 : 0;
        var error = isObserved && outcome is CallOutcome.Error ? 1 : 0;
        var rejection = isObserved && outcome is CallOutcome.Rejection ? 1 : 0;

        AddCounted(
            call.Tool!,
            new ToolCount
            {
                Calls = 1,
                ObservedCalls = observed,
                Errors = error,
                Rejections = rejection,
            },
            isEditWithoutRead ? 1 : 0
        );
        if (call.Ms is { } milliseconds && outcome is not (CallOutcome.Rejection or CallOutcome.NotRun))
        {
            AddDuration(call.Tool!, milliseconds);
        }

        LastUsed[call.Tool!] = call.At;
    }

    /// <summary>Adds calls of a tool counted elsewhere.</summary>
    public void AddCounted(string tool, ToolCount count, int editsWithoutRead)
    {
        var before = Tools.GetValueOrDefault(tool) ?? new ToolCount();
        Tools[tool] = new ToolCount
        {
            Calls = before.Calls + count.Calls,
            ObservedCalls = before.ObservedCalls + count.ObservedCalls,
            Errors = before.Errors + count.Errors,
            Rejections = before.Rejections + count.Rejections,
        };
        EditsWithoutRead += editsWithoutRead;
        if (CellName.McpServer(tool) is not { } server)
        {
            return;
        }

        var servers = McpServers.GetValueOrDefault(server) ?? new McpServerCount();
        McpServers[server] = new McpServerCount
        {
            Calls = servers.Calls + count.Calls,
            ObservedCalls = servers.ObservedCalls + count.ObservedCalls,
            Errors = servers.Errors + count.Errors,
        };
    }

    /// <summary>Adds the duration of a tool's call, in milliseconds.</summary>
    public void AddDuration(string tool, long milliseconds)
    {
        ToolDurations.Add(tool, milliseconds);
        if (CellName.McpServer(tool) is { } server)
        {
            McpServerDurations.Add(server, milliseconds);
        }
    }

    /// <summary>Adds uses of a skill.</summary>
    /// <param name="skill">The skill.</param>
    /// <param name="calls">All uses.</param>
    /// <param name="byUser">Those that the user typed.</param>
    public void AddSkill(string skill, int calls, int byUser)
    {
        var before = Skills.GetValueOrDefault(skill) ?? new();
        Skills[skill] = new() { Calls = before.Calls + calls, ByUser = (before.ByUser ?? 0) + byUser };
    }

    /// <summary>Adds requests to a model, which only transcripts have.</summary>
    public void AddResponses(string model, int responses) => Models[model] = Models.GetValueOrDefault(model) + responses;
}
