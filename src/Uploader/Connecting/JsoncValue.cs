using System.Text.Json;

namespace ToolTime.Uploader.Connecting;

/// <summary>A value of a JSON text that may hold comments, and where in the text it stands.</summary>
/// <param name="Kind">Object, Array, String, or Undefined for any other, which nobody asks for.</param>
/// <param name="Start">Of its first byte.</param>
/// <param name="End">Behind its last byte.</param>
/// <param name="Elements">The members of an object or the items of an array; empty for any other.</param>
internal sealed record JsoncValue(JsonValueKind Kind, int Start, int End, IReadOnlyList<JsoncElement> Elements)
{
    /// <summary>The place of its closing brace or bracket.</summary>
    public int Close => End - 1;
}
