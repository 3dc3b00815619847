using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Hooks;

/// <summary>What is done with an event of an agent, however it comes.</summary>
internal static class HookRecord
{
    /// <summary>
    /// Checks a call before it runs, and records the event unless its project is switched off or another agent ran Claude Code's hook.
    /// </summary>
    /// <param name="home">Where it is recorded.</param>
    /// <param name="userHome">The user's own folder; null if the environment names none.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="client">The agent.</param>
    /// <param name="input">What its hook said.</param>
    /// <param name="body">The hook's whole input, to check a call; null if nothing is checked.</param>
    /// <param name="guard">Checks a call.</param>
    public static HookResult Handle(
        ToolTimeHome home,
        string? userHome,
        HomeClock clock,
        string client,
        HookInput input,
        byte[]? body,
        GuardCall guard
    )
    {
        var isOfAnotherAgent = client is ClientName.ClaudeCode && input.IsOfAnotherAgent;
        var isRecorded = !isOfAnotherAgent && (input.Folder is not { } folder || !SwitchedOffProjects.Covers(home, folder));
        var answer =
            body is not null && input.Event is EventName.PreToolUse
                ? guard(new GuardedCall(home, userHome, client, input, body, clock.GetUtcNow(), isRecorded))
                : null;
        try
        {
            if (isRecorded)
            {
                Add(home, clock, client, input);
            }
        }
        catch (Exception) when (answer is not null)
        {
            // A decision holds even if the event cannot be recorded.
        }

        return new HookResult(isRecorded, answer);
    }

    // Starts an upload if one is due at the end of a turn.
    private static void Add(ToolTimeHome home, HomeClock clock, string client, HookInput input)
    {
        var secret = LocalSecret.Read(home, clock) ?? LocalSecret.Create(home, clock);
        if (secret is null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var today = now.UtcDay();
        var bytes = EventLog.Append(home.EventsOf(today), EventLine.Write(input, client, secret, now));
        if (input.Event is EventName.Stop or EventName.SessionEnd && UploadTimer.IsDue(home, now, today, bytes))
        {
            DetachedCommand.Start("share", "auto");
        }
    }
}

/// <summary>What became of an event.</summary>
/// <param name="IsRecorded">False in a switched-off project, and for another agent that runs Claude Code's hook.</param>
/// <param name="Answer">The answer to the agent about the call, or null.</param>
internal readonly record struct HookResult(bool IsRecorded, string? Answer);
