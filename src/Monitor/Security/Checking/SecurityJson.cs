using System.Text.Json;
using System.Text.Json.Serialization;
using ToolTime.Monitor.Security.Rules;

namespace ToolTime.Monitor.Security.Checking;

/// <summary>Every JSON shape of findings and rules.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(UserRules))]
[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(CheckError))]
[JsonSerializable(typeof(IReadOnlyList<RuleLine>))]
public sealed partial class SecurityJson : JsonSerializerContext;
