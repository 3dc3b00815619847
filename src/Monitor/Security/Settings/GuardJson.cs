using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Security.Settings;

/// <summary>How security.json is written; <see cref="GuardSettingsReader"/> reads it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GuardSettings))]
internal sealed partial class GuardJson : JsonSerializerContext;
