using System.Text.Json;

namespace ToolTime.Recording.Json;

/// <summary>
/// JSON that people edit: with comments, trailing commas and the byte order mark that some editors and shells put before all they save.
/// </summary>
internal static class EditedJson
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>The text as a document.</summary>
    /// <exception cref="JsonException">It is no JSON, whatever is allowed beside it.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json) => JsonDocument.Parse(AfterMark(json), Lenient);

    /// <summary>What a file holds behind its byte order mark.</summary>
    public static ReadOnlySpan<byte> Read(string path) => AfterMark(File.ReadAllBytes(path)).Span;

    /// <summary>The text behind its byte order mark, if it has one.</summary>
    public static ReadOnlyMemory<byte> AfterMark(ReadOnlyMemory<byte> json) => json.Span.StartsWith(Mark) ? json[Mark.Length..] : json;
}
