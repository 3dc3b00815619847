using System.IO.Enumeration;

namespace ToolTime.Transcripts;

/// <summary>A folder below which a client leaves transcripts: finds all of them, or a single one. Thread-safe and stateless.</summary>
internal abstract class TranscriptRoot(string path)
{
    /// <summary>Creates a transcript from a file's path, length and time of last change (UTC ticks); null if it is not one.</summary>
    public delegate TranscriptFile? Make(string path, long length, long writtenAt);

    /// <summary>Decides by a file's name whether it is a transcript.</summary>
    public delegate bool IsTranscript(ReadOnlySpan<char> name);

    /// <summary>Its full path. It need not exist.</summary>
    public string Path => path;

    /// <summary>True if transcripts are also in folders below it.</summary>
    public abstract bool IsDeep { get; }

    /// <summary>
    /// Every non-empty `*.jsonl` below the folder, plain or compressed, or every file whose name matches <paramref name="isTranscript"/>.
    /// <paramref name="make"/> creates the transcript from path, length and time, or returns null if the location is not one.
    /// </summary>
    public static TranscriptRoot Lines(string path, Make make, IsTranscript? isTranscript = null) =>
        new LineRoot(path, make, isTranscript ?? TranscriptFolder.IsLines);

    /// <summary>
    /// The databases whose names match <paramref name="pattern"/>, in the folder or up to the given number of levels below it.
    /// </summary>
    public static TranscriptRoot Databases(IDatabaseFormat format, string path, string pattern, int depth = 0) =>
        new DatabaseRoot(format, path, pattern, depth);

    /// <summary>Every transcript that there is now, in any order. A folder that is missing holds none.</summary>
    /// <param name="onClosed">Called for each folder that may not be entered; null if not needed.</param>
    public IEnumerable<TranscriptFile> Find(Action? onClosed = null) =>
        IsClosed() ? Closed(onClosed) : Directory.Exists(path) ? FindAll(path, onClosed) : [];

    /// <summary>The same for a folder below this one.</summary>
    public IEnumerable<TranscriptFile> Find(string folder) => Directory.Exists(folder) ? FindAll(folder, onClosed: null) : [];

    /// <summary>The transcript that a file is or belongs to, as it is now; null if none, or gone.</summary>
    public abstract TranscriptFile? Look(string file);

    /// <summary>The transcript that a file is or belongs to, in any of these folders; null if none.</summary>
    public static TranscriptFile? Look(IEnumerable<TranscriptRoot> roots, string file) =>
        roots.Where(root => root.Holds(file)).Select(root => root.Look(file)).FirstOrDefault(found => found is not null);

    protected abstract IEnumerable<TranscriptFile> FindAll(string folder, Action? onClosed);

    // A folder inside one that may not be entered looks as if it were missing.
    private bool IsClosed()
    {
        try
        {
            if (!Directory.Exists(path) && Directory.Exists(System.IO.Path.GetDirectoryName(path)))
            {
                File.GetAttributes(path);
            }

            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static IEnumerable<TranscriptFile> Closed(Action? onClosed)
    {
        onClosed?.Invoke();
        return [];
    }

    // A link's own length and time say nothing about the file it leads to.
    private static FileInfo Followed(FileInfo file)
    {
        try
        {
            return file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;
        }
        catch (IOException)
        {
            return file;
        }
    }

    private bool Holds(string file) =>
        file.Length > path.Length
        && file[path.Length] == System.IO.Path.DirectorySeparatorChar
        && file.StartsWith(path, StringComparison.Ordinal);

    private sealed class LineRoot(string path, Make make, IsTranscript isTranscript) : TranscriptRoot(path)
    {
        // No client nests deeper; circular links end here.
        private static readonly EnumerationOptions Everywhere = new()
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 12,
            IgnoreInaccessible = false,
            AttributesToSkip = 0,
        };

        private readonly IsTranscript _takes = isTranscript;
        private readonly Make _make = make;

        public override bool IsDeep => true;

        public override TranscriptFile? Look(string file) => _takes(System.IO.Path.GetFileName(file)) ? Placed(file) : null;

        protected override IEnumerable<TranscriptFile> FindAll(string folder, Action? onClosed)
        {
            using var walk = new Walk(this, folder, onClosed);
            while (walk.MoveNext())
            {
                if (walk.Current is { } file)
                {
                    yield return file;
                }
            }
        }

        // A file without length is empty, or a pipe, which must not be waited for.
        private TranscriptFile? Placed(string file)
        {
            var info = Followed(new FileInfo(file));
            return info.Exists && info.Length > 0 ? _make(file, info.Length, info.LastWriteTimeUtc.Ticks) : null;
        }

        private sealed class Walk(LineRoot root, string folder, Action? onClosed)
            : FileSystemEnumerator<TranscriptFile?>(folder, Everywhere)
        {
            protected override bool ShouldIncludeEntry(ref FileSystemEntry entry) =>
                !entry.IsDirectory && entry.Length > 0 && root._takes(entry.FileName);

            protected override TranscriptFile? TransformEntry(ref FileSystemEntry entry) =>
                entry.Attributes.HasFlag(FileAttributes.ReparsePoint)
                    ? root.Placed(entry.ToFullPath())
                    : root._make(entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc.UtcTicks);

            protected override bool ContinueOnError(int error)
            {
                onClosed?.Invoke();
                return true;
            }
        }
    }

    private sealed class DatabaseRoot(IDatabaseFormat format, string path, string pattern, int depth) : TranscriptRoot(path)
    {
        private const string Log = "-wal";

        public override bool IsDeep => depth > 0;

        public override TranscriptFile? Look(string file)
        {
            var info = new FileInfo(file.EndsWith(Log, StringComparison.Ordinal) ? file[..^Log.Length] : file);
            return FileSystemName.MatchesSimpleExpression(pattern, info.Name, ignoreCase: false) && info.Exists ? Placed(info) : null;
        }

        protected override IEnumerable<TranscriptFile> FindAll(string folder, Action? onClosed)
        {
            var options = new EnumerationOptions
            {
                IgnoreInaccessible = true,
                RecurseSubdirectories = depth > 0,
                MaxRecursionDepth = depth,
            };
            return new DirectoryInfo(folder).EnumerateFiles(pattern, options).Select(Placed).OfType<TranscriptFile>();
        }

        // The latest writes may be in a log next to the file.
        private TranscriptFile? Placed(FileInfo found)
        {
            var file = Followed(found);
            if (!file.Exists || file.Length == 0)
            {
                return null;
            }

            var log = new FileInfo(file.FullName + Log);
            return new TranscriptFile(
                format,
                found.FullName,
                file.Length + (log.Exists ? log.Length : 0),
                Math.Max(file.LastWriteTimeUtc.Ticks, log.Exists ? log.LastWriteTimeUtc.Ticks : 0),
                "",
                UnknownModel.Name
            );
        }
    }
}
