using ToolTime.Transcripts.Index;

namespace ToolTime.Uploader.Reports;

/// <summary>Adds up the calls of one name.</summary>
internal sealed class NameTally
{
    public CallTally Calls { get; } = new();

    public HashSet<IndexSession> Sessions { get; } = [];

    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    public DateOnly? LastUsed { get; private set; }

    public void Add(DateOnly day, IndexSession session, string name, in CallCell cell)
    {
        Calls.Add(cell);
        Sessions.Add(session);
        Names.Add(name);
        LastUsed = day > LastUsed || LastUsed is null ? day : LastUsed;
    }
}
