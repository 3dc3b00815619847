using System.Text.Json.Serialization;

namespace ToolTime.Changes;

/// <summary>The JSON of changes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChangesDocument))]
[JsonSerializable(typeof(WeekChanges))]
public sealed partial class ChangesJson : JsonSerializerContext;
