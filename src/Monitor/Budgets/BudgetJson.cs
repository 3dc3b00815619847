using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Budgets;

/// <summary>The JSON of the home's files for budgets, limits and the status line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IReadOnlyList<Budget>))]
[JsonSerializable(typeof(OfficialLimits))]
[JsonSerializable(typeof(UsageSnapshot))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class BudgetJson : JsonSerializerContext;
