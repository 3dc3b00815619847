using System.Text.Json.Serialization;
namespace ToolTime.Api.Problems;

/// <summary>An answer that reports faults, RFC 9457.</summary>
internal sealed record ProblemDocument
{
    public string Type { get; init; } = "about:blank";

    public required string Title { get; init; }

    public required int Status { get; init; }

    /// <summary>Every fault that was found.</summary>
    public required IReadOnlyList<Fault> Errors { get; init; }

    /// <summary>The first fault's sentence, for clients that do not know problem documents.</summary>
    public required string Error { get; init; }
}

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProblemDocument))]
internal sealed partial class ProblemJson : JsonSerializerContext;
