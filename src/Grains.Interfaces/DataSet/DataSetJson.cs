using System.Text.Json.Serialization;

namespace ToolTime.DataSet;

/// <summary>The JSON of the data set.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DataSetPeriod))]
public sealed partial class DataSetJson : JsonSerializerContext;
