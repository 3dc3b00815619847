using System.Text.Json.Serialization;

namespace ToolTime.Transcripts.Reporting;

/// <summary>The JSON of files that other machines exported.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TeamFile))]
internal sealed partial class TeamJson : JsonSerializerContext;
