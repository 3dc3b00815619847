namespace ToolTime.Transcripts.Reporting;

/// <summary>What a report covers.</summary>
/// <param name="Zone">The time zone of its days.</param>
/// <param name="Since">The first day; null for no limit.</param>
/// <param name="Until">The last day; null for no limit.</param>
/// <param name="Project">A project's name or its folder's path; null for all.</param>
/// <param name="Client">A client's name on the wire; null for all.</param>
internal sealed record ReportFilter(
    TimeZoneInfo Zone,
    DateOnly? Since = null,
    DateOnly? Until = null,
    string? Project = null,
    string? Client = null
)
{
    /// <summary>A project's name or its folder's path; null for all.</summary>
    public string? Project { get; init; } = Project is { Length: > 0 } ? Project : null;

    // A day starts at most 14 hours before or after UTC's.
    private const int ZoneSeconds = 15 * 3600;

    /// <summary>UTC seconds since 1970 before which nothing can be in the report.</summary>
    public long FromInclusive => Since is { } day ? Start(day) - ZoneSeconds : 0;

    /// <summary>UTC seconds since 1970 from which on nothing can be in the report.</summary>
    public long ToExclusive => Until is { } day && day < DateOnly.MaxValue ? Start(day.AddDays(1)) + ZoneSeconds : uint.MaxValue;

    public bool Covers(DateOnly day) => !(day < Since) && !(day > Until);

    private static long Start(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();
}
