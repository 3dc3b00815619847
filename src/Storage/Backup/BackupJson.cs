using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ToolTime.Storage.Backup;

/// <summary>Pieces as lines of JSON. Contents are JSON themselves; they are escaped as little as may be.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(BackupPiece))]
internal sealed partial class BackupJson : JsonSerializerContext
{
    /// <summary>The lines' own context.</summary>
    public static readonly BackupJson Lines = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
