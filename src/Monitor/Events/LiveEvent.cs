using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Events;

/// <summary>
/// Something that agents do now, as it is sent to those who listen; `docs/events.schema.json` describes each type. It holds names, counts
/// and times, and nothing that anybody wrote. Another type is another record that is named here.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Gap), nameof(Gap))]
[JsonDerivedType(typeof(SessionStart), nameof(SessionStart))]
[JsonDerivedType(typeof(SessionEnd), nameof(SessionEnd))]
[JsonDerivedType(typeof(NewMessage), nameof(NewMessage))]
[JsonDerivedType(typeof(ToolCall), nameof(ToolCall))]
[JsonDerivedType(typeof(TokenThreshold), nameof(TokenThreshold))]
[JsonDerivedType(typeof(BudgetAlert), nameof(BudgetAlert))]
[JsonDerivedType(typeof(SessionBlockUpdate), nameof(SessionBlockUpdate))]
[JsonDerivedType(typeof(SecurityAlert), nameof(SecurityAlert))]
[JsonDerivedType(typeof(InsightAlert), nameof(InsightAlert))]
[JsonDerivedType(typeof(SentimentAlert), nameof(SentimentAlert))]
internal abstract record LiveEvent
{
    // Asking the runtime makes a new string each time.
    private static readonly ConcurrentDictionary<Type, string> TypeNames = new();

    /// <summary>Its place in the order of all events; set when it is published.</summary>
    [JsonPropertyOrder(-1)]
    public long Seq { get; init; }

    /// <summary>When it happened, as the client says, in UTC.</summary>
    [JsonPropertyOrder(-1)]
    public required string At { get; init; }

    /// <summary>The client's name on the wire; null where it is of no single one.</summary>
    [JsonPropertyOrder(-1)]
    public string? Client { get; init; }

    /// <summary>As the client names it.</summary>
    [JsonPropertyOrder(-1)]
    public string? SessionId { get; init; }

    /// <summary>The name of the folder that it works in, without its path.</summary>
    [JsonPropertyOrder(-1)]
    public string? Project { get; init; }

    /// <summary>As the JSON has it.</summary>
    [JsonIgnore]
    public string TypeName => TypeNames.GetOrAdd(GetType(), type => type.Name);

    /// <summary>By which <see cref="EventFilter.MinTokens"/> goes; null where it has no tokens.</summary>
    [JsonIgnore]
    public virtual long? TotalTokens => null;
}
