using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Budgets;

/// <summary>The JSON of the files that budgets, limits and the status line have in the home.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IReadOnlyList<Budget>))]
[JsonSerializable(typeof(OfficialLimits))]
[JsonSerializable(typeof(UsageSnapshot))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class BudgetJson : JsonSerializerContext;
