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
