namespace ToolTime.Uploader.Sharing;

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
