using System.Text.Json.Serialization;
using ToolTime.Transcripts;

namespace ToolTime.Uploader.Reports;

/// <summary>
/// A report as `--json` prints it. <see cref="Version"/> fixes its form: members may be added, and none changes its meaning.
/// </summary>
internal sealed record Report<TRow>
{
    public const int Version = 1;

    public int SchemaVersion { get; init; } = Version;

    /// <summary>The command that makes it.</summary>
    public required string Name { get; init; }

    public required string Generated { get; init; }

    /// <summary>The time zone of the days.</summary>
    public required string Timezone { get; init; }

    public required DateOnly? Since { get; init; }

    public required DateOnly? Until { get; init; }

    /// <summary>When the price table was last checked.</summary>
    public required DateOnly PricesAsOf { get; init; }

    public required IReadOnlyList<TRow> Rows { get; init; }

    public required TRow Totals { get; init; }

    /// <summary>What could not be counted, over all existing transcripts.</summary>
    [JsonPropertyName("passed_over")]
    public required Skipped Skipped { get; init; }
}
