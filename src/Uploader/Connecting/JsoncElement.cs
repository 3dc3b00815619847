namespace ToolTime.Uploader.Connecting;

/// <summary>A member of an object, or an item of an array.</summary>
/// <param name="Start">Where the name begins, or the item.</param>
/// <param name="Name">Null for an item.</param>
/// <param name="Value">The member's value, or the item.</param>
/// <param name="Comma">The place of the comma behind it, if there is one.</param>
internal sealed record JsoncElement(int Start, string? Name, JsoncValue Value, int? Comma)
{
    /// <summary>Behind its last byte and the comma that belongs to it.</summary>
    public int EndWithComma => Comma + 1 ?? Value.End;
}
