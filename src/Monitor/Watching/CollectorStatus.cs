using ToolTime.Transcripts;

namespace ToolTime.Monitor.Watching;

/// <summary>What a collector did since it began.</summary>
internal sealed record CollectorStatus
{
    /// <summary>True once it has read what was there when it began.</summary>
    public bool IsReady { get; init; }

    /// <summary>Transcripts that there were at the last look at all of them.</summary>
    public int Files { get; init; }

    /// <summary>Looks at files that had changed, and at all of them.</summary>
    public long Passes { get; init; }

    public long FullPasses { get; init; }

    /// <summary>Files that had something new, each time that one had.</summary>
    public long Readings { get; init; }

    public long BytesRead { get; init; }

    /// <summary>How often the index was written.</summary>
    public long Saves { get; init; }

    /// <summary>When it was written last, in UTC seconds since 1970; 0 where it was not.</summary>
    public long SavedAt { get; init; }

    /// <summary>Readings that are not written yet; after a crash their files are read again.</summary>
    public int Unsaved { get; init; }

    /// <summary>Saves that failed, for want of room or leave.</summary>
    public long FailedSaves { get; init; }

    /// <summary>Lines and files that were not counted.</summary>
    public Skipped Skipped { get; init; }
}
