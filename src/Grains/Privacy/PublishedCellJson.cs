using System.Text.Json.Serialization;

namespace ToolTime.Grains.Privacy;

/// <summary>The JSON in which a published cell's figures are kept. Its members are stored, so their names never change.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CellFigures))]
internal sealed partial class PublishedCellJson : JsonSerializerContext;
