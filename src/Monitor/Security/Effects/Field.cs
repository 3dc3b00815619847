namespace ToolTime.Monitor.Security.Effects;

/// <summary>One word after expansion. Unknown parts are represented by one of two characters.</summary>
/// <param name="Text">The text.</param>
/// <param name="Data">Where parts of it come from.</param>
internal sealed record Field(string Text, DataKinds Data = DataKinds.None)
{
    /// <summary>Represents unknown, non-empty text.</summary>
    public const char Unknown = '\ue000';

    /// <summary>Represents the value of a variable that this command does not set, which may be empty.</summary>
    public const char Unset = '\ue001';

    public static readonly Field Anything = new(Unknown.ToString());

    /// <summary>Whether no part is unknown.</summary>
    public bool IsKnown => IsKnownText(Text);

    public static bool IsKnownText(string text) => text.AsSpan().IndexOfAny(Unknown, Unset) < 0;

    public override string ToString() => Text;
}
