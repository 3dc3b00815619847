namespace ToolTime.Bench.Publication;

/// <summary>What a publication took.</summary>
internal sealed record Published
{
    /// <summary>What was published.</summary>
    public required string What { get; init; }

    public required TimeSpan Took { get; init; }

    /// <summary>The processor time of all threads, which says more than the elapsed time on a machine with other work.</summary>
    public required TimeSpan Processor { get; init; }

    /// <summary>The longest that a front end waited for the current publication meanwhile.</summary>
    public required TimeSpan LongestRead { get; init; }

    public required long PeakBytes { get; init; }

    public required long RetainedBytes { get; init; }

    public string ToRow(int submitters, int names, long databaseBytes) =>
        $"| {What} | {submitters:N0} | {names:N0} | {databaseBytes / 1e6:0} | {Took.TotalSeconds:0.0} | {Processor.TotalSeconds:0.0} "
        + $"| {submitters / Took.TotalSeconds:N0} | {LongestRead.TotalMilliseconds:0} | {PeakBytes / 1e6:0} | {RetainedBytes / 1e6:0} |";
}
