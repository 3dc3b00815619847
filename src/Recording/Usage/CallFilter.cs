using ToolTime.Recording.Hooks;

namespace ToolTime.Recording.Usage;

/// <summary>
/// Selects the events that count as a call. A call reported by two hooks (registered for the user and for the project, for example) has one
/// tool_use_id and counts once, on the day it was first seen; the next day still knows it, for calls around midnight. Bounded by the calls
/// of two days.
/// </summary>
internal sealed class CallFilter
{
    private HashSet<string> _today = [];
    private HashSet<string> _yesterday = [];
    private DateOnly _day;

    /// <summary>
    /// A denied call never ran, but the agent asked for it: it counts, as any rejected call does, so that rejections are a share of calls.
    /// </summary>
    public bool IsNewCall(RecordedEvent recorded)
    {
        MoveTo(recorded.Day);
        if (
            recorded.Event is not (EventName.PostToolUse or EventName.PostToolUseFailure or EventName.PermissionDenied)
            || recorded.Tool is null
        )
        {
            return false;
        }

        return recorded.Call is null || (!_yesterday.Contains(recorded.Call) && _today.Add(recorded.Call));
    }

    private void MoveTo(DateOnly day)
    {
        if (day <= _day)
        {
            return;
        }

        _yesterday = day == _day.AddDays(1) ? _today : [];
        _today = [];
        _day = day;
    }
}
