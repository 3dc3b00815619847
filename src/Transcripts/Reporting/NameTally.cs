using ToolTime.Transcripts.Index;

namespace ToolTime.Transcripts.Reporting;

/// <summary>Adds up one name's calls, their durations, and the usage attributed to it.</summary>
internal sealed class NameTally
{
    public CallTally Calls { get; } = new();

    public HashSet<IndexSession> Sessions { get; } = [];

    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>In milliseconds.</summary>
    public List<int> Durations { get; } = [];

    public UsageTally Usage { get; } = new();

    public DateOnly? LastUsed { get; private set; }

    public void Add(DateOnly day, IndexSession session, string name, in CallCell cell)
    {
        Calls.Add(cell);
        Names.Add(name);
        AddUse(day, session);
    }

    public void Add(DateOnly day, IndexSession session, string model, in UsageCell cell, decimal? cost)
    {
        Usage.Add(model, cell, cost);
        AddUse(day, session);
    }

    /// <summary>In milliseconds, by the nearest rank; null if nothing was timed.</summary>
    public int? Percentile(int percent)
    {
        if (Durations.Count == 0)
        {
            return null;
        }

        Durations.Sort();
        return Durations[(int)Math.Ceiling(Durations.Count * percent / 100.0) - 1];
    }

    private void AddUse(DateOnly day, IndexSession session)
    {
        Sessions.Add(session);
        LastUsed = day > LastUsed || LastUsed is null ? day : LastUsed;
    }
}
