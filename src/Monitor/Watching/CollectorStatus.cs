using ToolTime.Transcripts;

namespace ToolTime.Monitor.Watching;

/// <summary>What a collector did since it started.</summary>
internal sealed record CollectorStatus
{
    /// <summary>True once everything present at the start has been read.</summary>
    public bool IsReady { get; init; }

    /// <summary>Transcripts found by the last look at all files.</summary>
    public int Files { get; init; }

    /// <summary>Looks at changed files, and at all files.</summary>
    public long Passes { get; init; }

    public long FullPasses { get; init; }

    /// <summary>Files with something new, each time one had.</summary>
    public long Readings { get; init; }

    public long BytesRead { get; init; }

    /// <summary>How often the index was written.</summary>
    public long Saves { get; init; }

    /// <summary>When it was last written, in UTC seconds since 1970; 0 if never.</summary>
    public long SavedAt { get; init; }

    /// <summary>Readings not written yet; after a crash their files are read again.</summary>
    public int Unsaved { get; init; }

    /// <summary>Saves that failed, for lack of space or permission.</summary>
    public long FailedSaves { get; init; }

    /// <summary>Lines and files that were not counted.</summary>
    public Skipped Skipped { get; init; }

    /// <summary>After one more look, at files with so much that was new.</summary>
    public CollectorStatus With(int readings, long bytes) => this with
    {
        Passes = Passes + 1,
        Readings = Readings + readings,
        BytesRead = BytesRead + bytes,
        Unsaved = Unsaved + readings,
    };
}
