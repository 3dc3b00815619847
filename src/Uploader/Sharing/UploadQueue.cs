using ToolTime.Recording.Home;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;
using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Sharing;

/// <summary>The state of uploads on disk, and the timer that hooks check.</summary>
internal sealed class UploadQueue(ToolTimeHome home)
{
    // Less than any line of the record: waiting for this many bytes per missing event is never too late.
    private const int MinEventBytes = 60;

    private string StatePath => Path.Combine(home.Queue, "uploads.json");

    /// <summary>A lost or broken state is that of a new home.</summary>
    public UploadState Read() => OwnJson.Read(StatePath, ClientJson.Default.UploadState) ?? new();

    public void Write(UploadState state) => OwnJson.Replace(StatePath, state, ClientJson.Default.UploadState);

    /// <summary>Events recorded since the state was last updated.</summary>
    public int Gathered(UploadState state, DateOnly today)
    {
        var gathered = 0;
        for (var day = state.CountedDay < today.AddDays(-1) ? today.AddDays(-1) : state.CountedDay; day <= today; day = day.AddDays(1))
        {
            var seen = day == state.CountedDay ? state.CountedBytes : 0;
            gathered += EventFile.Read(home.EventsOf(day), seen).Events.Count;
        }

        return gathered;
    }

    /// <summary>The state in which everything recorded so far is counted.</summary>
    public UploadState Counted(UploadState state, DateOnly today) => state with { CountedDay = today, CountedBytes = BytesOf(today) };

    public void SetTimer(UploadDecision decision, DateOnly today) =>
        UploadTimer.Set(home, decision.At, today, decision.EventsMissing is { } missing ? BytesOf(today) + missing * MinEventBytes : null);

    /// <summary>No hook starts another upload while this one may be running.</summary>
    public void HoldTimer(DateTimeOffset until) => UploadTimer.Set(home, until, default, null);

    public void ClearTimer() => UploadTimer.Clear(home);

    private long BytesOf(DateOnly day) => FileSizes.Get(home.EventsOf(day));
}

/// <summary>queue/uploads.json: what the next upload's time depends on.</summary>
internal sealed record UploadState
{
    /// <summary>The UTC day of <see cref="Requests"/>.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Reports sent on that day, accepted or not.</summary>
    public int Requests { get; init; }

    /// <summary>How many uploads have failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>Nothing is sent automatically before this.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The server that caused this wait; null if an older version did not store it.</summary>
    public string? Server { get; init; }

    /// <summary>True if the last upload could not send everything because of the daily limit.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>The day of the record up to which events were counted, and the length of its file then.</summary>
    public DateOnly CountedDay { get; init; }

    public long CountedBytes { get; init; }

    public int RequestsOn(DateOnly day) => day == Day ? Requests : 0;

    /// <summary>Without the wait that another server caused, which says nothing about <paramref name="server"/>.</summary>
    public UploadState For(string server) => Server is null || Server == server ? this : this with { NotBefore = null };

    /// <summary>How many uploads to <paramref name="server"/> have failed in a row.</summary>
    public int FailuresOf(string server) => Server is null || Server == server ? Failures : 0;

    public UploadState WithRequest(DateOnly day) => this with { Day = day, Requests = RequestsOn(day) + 1 };
}
