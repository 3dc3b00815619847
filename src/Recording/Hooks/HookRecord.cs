using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Hooks;

/// <summary>Adds an event to the record, and starts an upload where one is due at the end of a turn.</summary>
internal static class HookRecord
{
    public static void Add(ToolTimeHome home, HomeClock clock, string client, HookInput input)
    {
        var secret = LocalSecret.Read(home, clock) ?? LocalSecret.Create(home, clock);
        if (secret is null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var bytes = EventLog.Append(home.EventsOf(today), EventLine.Write(input, client, secret, now));
        if (input.Event is EventName.Stop or EventName.SessionEnd && UploadTimer.IsDue(home, now, today, bytes))
        {
            DetachedCommand.Start("share", "auto");
        }
    }
}
