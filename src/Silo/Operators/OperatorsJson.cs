using System.Text.Json.Serialization;
using ToolTime.Grains.Usage;
using ToolTime.Storage.Backup;

namespace ToolTime.Silo.Operators;

/// <summary>The JSON sent over the operators' socket.</summary>
[JsonSerializable(typeof(RestoreReport))]
[JsonSerializable(typeof(RebuildReport))]
internal sealed partial class OperatorsJson : JsonSerializerContext;
