using System.Text.Json;
using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Security.Settings;

/// <summary>The JSON shapes of what guards an agent's calls.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(GuardSettings))]
internal sealed partial class GuardJson : JsonSerializerContext;
