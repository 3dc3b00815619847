using System.IO.Enumeration;

namespace ToolTime.Transcripts;

/// <summary>Finds transcripts under a folder with one look at each file.</summary>
internal static class TranscriptFolder
{
    public const string CompressedEnding = ".jsonl.zst";

    private const string PlainEnding = ".jsonl";

    // No client nests deeper; a link that leads round in a circle ends here.
    private const int MaxDepth = 12;

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = MaxDepth,
        IgnoreInaccessible = true,
        AttributesToSkip = 0,
    };

    /// <summary>Decides by a file's name whether it is a transcript.</summary>
    public delegate bool IsTranscript(ReadOnlySpan<char> name);

    /// <summary>
    /// Every `*.jsonl` under <paramref name="root"/> that holds something, plain or compressed, or every file that <paramref
    /// name="isTranscript"/> takes, made by <paramref name="make"/> of its path, length and time.
    /// </summary>
    public static IEnumerable<TranscriptFile> Find(
        string root,
        Func<string, long, long, TranscriptFile> make,
        IsTranscript? isTranscript = null
    ) =>
        !Directory.Exists(root)
            ? []
            : new FileSystemEnumerable<TranscriptFile>(
                root,
                (ref FileSystemEntry entry) => make(entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc.UtcTicks),
                Everywhere
            )
            {
                // What has no length is empty, or a pipe, which must not be waited for.
                ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                    !entry.IsDirectory && entry.Length > 0 && (isTranscript ?? IsLines)(entry.FileName),
            };

    /// <summary>
    /// The databases of a folder whose names <paramref name="pattern"/> takes. What was written last may stand in a log beside the file.
    /// </summary>
    public static IEnumerable<TranscriptFile> Databases(IDatabaseFormat format, string folder, string pattern, int depth = 0)
    {
        if (!Directory.Exists(folder))
            yield break;
        var options = new EnumerationOptions { IgnoreInaccessible = true, RecurseSubdirectories = depth > 0, MaxRecursionDepth = depth };
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles(pattern, options).Where(file => file.Length > 0))
        {
            var log = new FileInfo(file.FullName + "-wal");
            yield return new TranscriptFile(
                format,
                file.FullName,
                file.Length + (log.Exists ? log.Length : 0),
                Math.Max(file.LastWriteTimeUtc.Ticks, log.Exists ? log.LastWriteTimeUtc.Ticks : 0),
                "",
                UnknownModel.Name
            );
        }
    }

    /// <summary>A transcript's name without its ending, which says that it holds lines, plain or compressed.</summary>
    public static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        return name.EndsWith(CompressedEnding, StringComparison.OrdinalIgnoreCase) ? name[..^CompressedEnding.Length]
            : name.EndsWith(PlainEnding, StringComparison.OrdinalIgnoreCase) ? name[..^PlainEnding.Length] : name;
    }

    /// <summary>The user's own folder.</summary>
    public static string? User(Func<string, string?> environment) =>
        environment(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") is { Length: > 0 } user ? user : null;

    private static bool IsLines(ReadOnlySpan<char> name) =>
        name.EndsWith(PlainEnding, StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(CompressedEnding, StringComparison.OrdinalIgnoreCase);
}
