namespace ToolTime.Transcripts;

/// <summary>How clients name transcripts.</summary>
internal static class TranscriptFolder
{
    public const string Compression = ".zst";

    private const string PlainEnding = ".jsonl";
    private const string CompressedEnding = PlainEnding + Compression;

    /// <summary>A transcript's name without the extension for lines, plain or compressed.</summary>
    public static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        return name.EndsWith(CompressedEnding, StringComparison.OrdinalIgnoreCase) ? name[..^CompressedEnding.Length]
            : name.EndsWith(PlainEnding, StringComparison.OrdinalIgnoreCase) ? name[..^PlainEnding.Length] : name;
    }

    /// <summary>True if the name is that of a file of lines, plain or compressed.</summary>
    public static bool IsLines(ReadOnlySpan<char> name) =>
        name.EndsWith(PlainEnding, StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(CompressedEnding, StringComparison.OrdinalIgnoreCase);
}
