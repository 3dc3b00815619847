namespace ToolTime.Transcripts;

/// <summary>What was not counted, so that nothing is lost in silence.</summary>
/// <param name="Torn">Lines that are not JSON: a writer was killed, a disk was full, or something else wrote there.</param>
/// <param name="Foreign">Lines about usage whose form is not understood.</param>
/// <param name="Synthetic">Responses that the client made up itself, such as its own error messages.</param>
/// <param name="Unfinished">Last lines that are still being written; they are read when they are whole.</param>
/// <param name="Unreadable">Files that could not be opened or read to their end, and folders that may not be entered.</param>
internal readonly record struct Skipped(int Torn, int Foreign, int Synthetic, int Unfinished, int Unreadable)
{
    public static Skipped OneTorn { get; } = new() { Torn = 1 };

    public static Skipped OneForeign { get; } = new() { Foreign = 1 };

    public static Skipped OneSynthetic { get; } = new() { Synthetic = 1 };

    public static Skipped OneUnfinished { get; } = new() { Unfinished = 1 };

    public static Skipped OneUnreadable { get; } = new() { Unreadable = 1 };

    public static Skipped Read(BinaryReader reader) =>
        new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());

    public void Write(BinaryWriter writer)
    {
        foreach (var count in (ReadOnlySpan<int>)[Torn, Foreign, Synthetic, Unfinished, Unreadable])
        {
            writer.Write(count);
        }
    }

    public static Skipped operator +(Skipped one, Skipped other) => new(
        one.Torn + other.Torn,
        one.Foreign + other.Foreign,
        one.Synthetic + other.Synthetic,
        one.Unfinished + other.Unfinished,
        one.Unreadable + other.Unreadable);

    public static Skipped operator -(Skipped one, Skipped other) => new(
        one.Torn - other.Torn,
        one.Foreign - other.Foreign,
        one.Synthetic - other.Synthetic,
        one.Unfinished - other.Unfinished,
        one.Unreadable - other.Unreadable);
}
