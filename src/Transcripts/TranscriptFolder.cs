using System.IO.Enumeration;

namespace ToolTime.Transcripts;

/// <summary>Finds transcripts under a folder with one look at each file.</summary>
internal static class TranscriptFolder
{
    // No client nests deeper; a link that leads round in a circle ends here.
    private const int MaxDepth = 12;

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = MaxDepth,
        IgnoreInaccessible = true,
        AttributesToSkip = 0,
    };

    /// <summary>Every `*.jsonl` under <paramref name="root"/> that holds something, made by <paramref name="make"/> of its path, length and time.</summary>
    public static IEnumerable<TranscriptFile> Find(string root, Func<string, long, long, TranscriptFile> make) => !Directory.Exists(root)
        ? []
        : new FileSystemEnumerable<TranscriptFile>(
            root,
            (ref FileSystemEntry entry) => make(entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc.UtcTicks),
            Everywhere)
        {
            // What has no length is empty, or a pipe, which must not be waited for.
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && entry.Length > 0 && entry.FileName.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase),
        };

    /// <summary>The user's own folder.</summary>
    public static string? User(Func<string, string?> environment) =>
        environment(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") is { Length: > 0 } user ? user : null;
}
