using System.Text.Json;

namespace ToolTime.Api.Requests;

/// <summary>Reads the only member of a body that an endpoint needs.</summary>
internal static class SingleMember
{
    /// <summary>A string in the body's object; null if it is missing or not a string, or the body is not a JSON object.</summary>
    public static string? FindText(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(name, out var member)
                && member.ValueKind == JsonValueKind.String
                ? member.GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
