using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Platform;
using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Sharing;

/// <summary>The state of uploads on disk, and the timer that hooks look at.</summary>
internal sealed class UploadQueue(ToolTimeHome home)
{
    // Less than any line of the record: as many bytes as this for each event that is missing cannot come too late.
    private const int MinEventBytes = 60;

    private string StatePath => Path.Combine(home.Queue, "uploads.json");

    /// <summary>A state that is lost or broken is that of a new home.</summary>
    public UploadState Read()
    {
        try
        {
            return File.Exists(StatePath)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(StatePath), ClientJson.Default.UploadState) ?? new()
                : new();
        }
        catch (JsonException)
        {
            return new();
        }
    }

    public void Write(UploadState state) =>
        PrivateFiles.Replace(StatePath, JsonSerializer.SerializeToUtf8Bytes(state, ClientJson.Default.UploadState));

    /// <summary>Events that were recorded since the state last looked.</summary>
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

    /// <summary>The state in which everything recorded so far was looked at.</summary>
    public UploadState Counted(UploadState state, DateOnly today) => state with { CountedDay = today, CountedBytes = BytesOf(today) };

    public void SetTimer(UploadDecision decision, DateOnly today) =>
        UploadTimer.Set(home, decision.At, today, decision.EventsMissing is { } missing ? BytesOf(today) + missing * MinEventBytes : null);

    /// <summary>No hook starts another upload while this one may be at work.</summary>
    public void HoldTimer(DateTimeOffset until) => UploadTimer.Set(home, until, default, null);

    public void ClearTimer() => UploadTimer.Clear(home);

    private long BytesOf(DateOnly day) => new FileInfo(home.EventsOf(day)) is { Exists: true } file ? file.Length : 0;
}

/// <summary>queue/uploads.json: what the next upload's time depends on.</summary>
internal sealed record UploadState
{
    /// <summary>The UTC day that <see cref="Requests"/> counts.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Reports that were sent on that day, taken or not.</summary>
    public int Requests { get; init; }

    /// <summary>How many uploads failed one after the other, up to now.</summary>
    public int Failures { get; init; }

    /// <summary>Nothing is sent by itself before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>True when the last upload could not carry everything: the day's limit was reached.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>The day of the record up to which events are known to have been looked at, and how long its file was then.</summary>
    public DateOnly CountedDay { get; init; }

    public long CountedBytes { get; init; }

    public int RequestsOn(DateOnly day) => day == Day ? Requests : 0;

    public UploadState WithRequest(DateOnly day) => this with { Day = day, Requests = RequestsOn(day) + 1 };
}
