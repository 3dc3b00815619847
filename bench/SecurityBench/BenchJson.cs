using System.Text.Json.Serialization;

namespace ToolTime.SecurityBench;

/// <summary>Writes commands as JSON text.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class BenchJson : JsonSerializerContext;
