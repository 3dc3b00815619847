using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Events;

/// <summary>
/// Something that agents do now, as sent to subscribers; `docs/events.schema.json` describes each type. It has names, counts and times, and
/// nothing that anyone wrote. A new type is another record that is named here.
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
    // The runtime creates a new string on each call.
    private static readonly ConcurrentDictionary<Type, string> TypeNames = new();

    /// <summary>Its number in the order of all events; set when published.</summary>
    [JsonPropertyOrder(-1)]
    public long Seq { get; init; }

    /// <summary>When it happened, by the client, in UTC.</summary>
    [JsonPropertyOrder(-1)]
    public required string At { get; init; }

    /// <summary>The client's name on the wire; null if it does not belong to one client.</summary>
    [JsonPropertyOrder(-1)]
    public string? Client { get; init; }

    /// <summary>The session's id in the client.</summary>
    [JsonPropertyOrder(-1)]
    public string? SessionId { get; init; }

    /// <summary>The name of its working folder, without the path.</summary>
    [JsonPropertyOrder(-1)]
    public string? Project { get; init; }

    /// <summary>The type's name in JSON.</summary>
    [JsonIgnore]
    public string TypeName => TypeNames.GetOrAdd(GetType(), type => type.Name);

    /// <summary>Compared with <see cref="EventFilter.MinTokens"/>; null if it has no tokens.</summary>
    [JsonIgnore]
    public virtual long? TotalTokens => null;
}
