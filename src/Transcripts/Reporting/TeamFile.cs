using System.Text.Json.Serialization;

namespace ToolTime.Transcripts.Reporting;

/// <summary>
/// The file of `tooltime cells export`: what every session of a machine used on each day. Without projects, paths or times of day; a
/// session has a hash that only distinguishes it from others.
/// </summary>
internal sealed record TeamFile
{
    public const int Version = 1;

    public required int SchemaVersion { get; init; }

    /// <summary>Distinguishes machines and says nothing about them: 32 hexadecimal digits.</summary>
    public required string Machine { get; init; }

    /// <summary>Of several files of one machine, the last one counts.</summary>
    public required DateTimeOffset Generated { get; init; }

    /// <summary>The time zone of its days.</summary>
    public required string Timezone { get; init; }

    public required IReadOnlyList<TeamUsage> Usage { get; init; }

    public required IReadOnlyList<TeamCalls> Calls { get; init; }

    public required IReadOnlyList<TeamDurations> Durations { get; init; }
}

/// <summary>What something is attributed to, as in <see cref="Transcripts.Attribution"/>; absent if nothing.</summary>
internal sealed record TeamAccount(string? Skill, string? Plugin, string? McpServer, string? Agent);

/// <summary>The responses of one model.</summary>
internal sealed record TeamUsage
{
    public required DateOnly Day { get; init; }

    public required string Client { get; init; }

    public required string Session { get; init; }

    public required string Model { get; init; }

    public TeamAccount? Account { get; init; }

    public required int Responses { get; init; }

    public int UnfinishedResponses { get; init; }

    public int WebSearches { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    [JsonPropertyName("cache_write_5m_tokens")]
    public long CacheWrite5mTokens { get; init; }

    [JsonPropertyName("cache_write_1h_tokens")]
    public long CacheWrite1hTokens { get; init; }

    public long CacheReadTokens { get; init; }

    /// <summary>In dollars, by the machine's prices; null if the model has none there.</summary>
    public decimal? CostUsd { get; init; }
}

/// <summary>The calls of one tool, or the uses of one skill.</summary>
internal sealed record TeamCalls
{
    public required DateOnly Day { get; init; }

    public required string Client { get; init; }

    public required string Session { get; init; }

    public required string Name { get; init; }

    public bool IsSkill { get; init; }

    public TeamAccount? Account { get; init; }

    public required int Calls { get; init; }

    public int ObservedCalls { get; init; }

    public int Errors { get; init; }

    public int Rejections { get; init; }

    public int NotRun { get; init; }

    public int EditsWithoutRead { get; init; }

    public int ByUser { get; init; }
}

/// <summary>The durations of one tool's calls, in milliseconds.</summary>
internal sealed record TeamDurations
{
    public required DateOnly Day { get; init; }

    public required string Client { get; init; }

    public required string Tool { get; init; }

    public required IReadOnlyList<int> Milliseconds { get; init; }
}

/// <summary>The JSON of files that other machines exported.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TeamFile))]
internal sealed partial class TeamJson : JsonSerializerContext;
