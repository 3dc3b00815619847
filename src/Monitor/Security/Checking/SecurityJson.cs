using System.Text.Json.Serialization;
using ToolTime.Monitor.Security.Sessions;

namespace ToolTime.Monitor.Security.Checking;

/// <summary>Every JSON shape of findings and rules.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(CheckError))]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(SecurityDocument))]
[JsonSerializable(typeof(IReadOnlyList<RuleLine>))]
internal sealed partial class SecurityJson : JsonSerializerContext;
