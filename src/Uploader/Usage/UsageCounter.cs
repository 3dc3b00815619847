using ToolTime.Uploader.Recording;

namespace ToolTime.Uploader.Usage;

/// <summary>Adds up calls. One of these stands behind a day's cell and behind the statistics of a week, so both count alike.</summary>
internal sealed class UsageCounter
{
    private readonly HashSet<(string, string?)> _startedSessions = [];

    public SortedDictionary<string, ToolCount> Tools { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Skills { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, McpServerCount> McpServers { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Models { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, DateTimeOffset> LastUsed { get; } = [];

    public int EditsWithoutRead { get; private set; }

    /// <summary>A session counts once for each model that it started or was resumed with.</summary>
    public void AddStart(RecordedEvent start)
    {
        if (start.Event is EventName.SessionStart && start.Model is not null && _startedSessions.Add((start.Model, start.Session)))
            Models[start.Model] = Models.GetValueOrDefault(start.Model) + 1;
    }

    public void AddCall(RecordedEvent call, bool isObserved, bool isEditWithoutRead)
    {
        var observed = isObserved ? 1 : 0;
        var error = isObserved && call.Outcome is "error" ? 1 : 0;
        var rejection = isObserved && call.Outcome is "rejection" ? 1 : 0;

        var tool = Tools.GetValueOrDefault(call.Tool!) ?? new ToolCount();
        Tools[call.Tool!] = new ToolCount
        {
            Calls = tool.Calls + 1,
            ObservedCalls = tool.ObservedCalls + observed,
            Errors = tool.Errors + error,
            Rejections = tool.Rejections + rejection,
        };
        LastUsed[call.Tool!] = call.At;

        if (CellName.McpServer(call.Tool!) is { } server)
        {
            var count = McpServers.GetValueOrDefault(server) ?? new McpServerCount();
            McpServers[server] = new McpServerCount
            {
                Calls = count.Calls + 1,
                ObservedCalls = count.ObservedCalls + observed,
                Errors = count.Errors + error,
            };
        }

        if (call.Skill is not null)
            Skills[call.Skill] = Skills.GetValueOrDefault(call.Skill) + 1;
        if (isEditWithoutRead)
            EditsWithoutRead++;
    }
}
