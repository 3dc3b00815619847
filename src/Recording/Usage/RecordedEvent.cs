using System.Text.Json.Serialization;
using ToolTime.Recording.Clock;

namespace ToolTime.Recording.Usage;

/// <summary>One line of the record, as `tooltime hook` wrote it. Hashes are local (see <see cref="Secrets.LocalHash"/>).</summary>
internal sealed record RecordedEvent
{
    public required DateTimeOffset At { get; init; }

    public required string Event { get; init; }

    public required string Client { get; init; }

    public string? Session { get; init; }

    public string? Project { get; init; }

    public string? Tool { get; init; }

    public string? Call { get; init; }

    /// <summary>The skill that the call started, or that the user started with a slash.</summary>
    public string? Skill { get; init; }

    public string? File { get; init; }

    public string? Model { get; init; }

    public string? Outcome { get; init; }

    /// <summary>How long the call ran, in milliseconds, if the client reports it.</summary>
    public long? Ms { get; init; }

    /// <summary>The event's UTC day.</summary>
    [JsonIgnore]
    public DateOnly Day => At.UtcDay();
}
