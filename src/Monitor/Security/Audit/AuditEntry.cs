using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Security.Audit;

/// <summary>A call in the audit trail.</summary>
internal sealed record AuditEntry
{
    /// <summary>When it was about to run, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The client's name.</summary>
    public required string Client { get; init; }

    /// <summary>The session's id in the client.</summary>
    public required string Session { get; init; }

    /// <summary>The name of the project's folder.</summary>
    public required string Project { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>A hash of the call's id, by which a call that several hooks recorded counts once; null if it has none.</summary>
    public string? Call { get; init; }

    /// <summary>The programs that it runs, with their options' names.</summary>
    public IReadOnlyList<string> Programs { get; init => field = value ?? []; } = [];

    /// <summary>What it does to what.</summary>
    public IReadOnlyList<string> Targets { get; init => field = value ?? []; } = [];

    /// <summary>What was found, worst first, each rule once.</summary>
    public IReadOnlyList<AuditFinding> Findings { get; init => field = value ?? []; } = [];

    /// <summary>`deny` or `ask` if it was blocked; otherwise null.</summary>
    public string? Decision { get; init; }
}

/// <summary>A finding in the audit trail.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Category">The category's name.</param>
/// <param name="Severity">The severity's name.</param>
internal sealed record AuditFinding(string Rule, string Category, string Severity);

/// <summary>The JSON shape of the audit trail.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class AuditJson : JsonSerializerContext;
