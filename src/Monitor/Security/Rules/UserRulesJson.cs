using System.Text.Json;
using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>
/// The JSON shape of a user's file of rules. A member that there is not is refused, so that a slip is not taken for a rule.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(UserRules))]
internal sealed partial class UserRulesJson : JsonSerializerContext;
