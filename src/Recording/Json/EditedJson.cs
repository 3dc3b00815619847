using System.Text.Json;

namespace ToolTime.Recording.Json;

/// <summary>JSON that people edit: with comments, trailing commas and the byte order mark that some editors and shells write.</summary>
internal static class EditedJson
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>The text as a document.</summary>
    /// <exception cref="JsonException">It is not JSON, even with comments and trailing commas.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json) => JsonDocument.Parse(AfterMark(json), Lenient);

    /// <summary>A file's content after its byte order mark.</summary>
    public static ReadOnlySpan<byte> Read(string path) => AfterMark(File.ReadAllBytes(path)).Span;

    /// <summary>The text after its byte order mark, if it has one.</summary>
    public static ReadOnlyMemory<byte> AfterMark(ReadOnlyMemory<byte> json) => json.Span.StartsWith(Mark) ? json[Mark.Length..] : json;
}
