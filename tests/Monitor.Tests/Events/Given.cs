using ToolTime.Monitor.Events;

namespace ToolTime.Monitor.Tests.Events;

/// <summary>Events of one session.</summary>
internal static class Given
{
    public static NewMessage Message(string response, long output, decimal? costUsd = 0.01m) => new()
    {
        At = "2026-11-20T11:00:00Z",
        Client = "claude-code",
        SessionId = "s",
        Project = "shop",
        Entry = new MessageEntry
        {
            Response = response,
            IsUpdate = false,
            Model = "claude-opus-4-6",
            Agent = null,
            Tokens = new EventTokens(10, output, 0, 0),
            CostUsd = costUsd,
        },
    };

    public static ToolCall Call(string call, string outcome = "running", int? durationMs = null) => new()
    {
        At = "2026-11-20T11:00:00Z",
        Client = "claude-code",
        SessionId = "s",
        Project = "shop",
        Call = call,
        Tool = "Bash",
        Skill = null,
        Agent = null,
        Outcome = outcome,
        DurationMs = durationMs,
    };
}
