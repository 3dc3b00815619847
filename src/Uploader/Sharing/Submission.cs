using System.Text.Json;
using System.Text.Json.Serialization;
using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Sharing;

/// <summary>One report in day-cell form, exactly as sent.</summary>
internal sealed record Submission
{
    public const int MaxDays = 8;
    public const int MaxBytes = 256 * 1024;

    [JsonPropertyOrder(-1)]
    public int Schema { get; } = 2;

    public required string SubmissionToken { get; init; }

    public required string Client { get; init; }

    /// <summary>The version of tooltime, not of the agent, which hooks do not report.</summary>
    public required string ClientVersion { get; init; }

    public required IReadOnlyList<DayCell> Days { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ClientJson.Default.Submission);
}
