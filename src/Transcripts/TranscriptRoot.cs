using System.IO.Enumeration;

namespace ToolTime.Transcripts;

/// <summary>
/// A folder below which a client leaves transcripts: finds them all with one look at each, or looks at a single one. Used by several
/// threads at once; holds nothing.
/// </summary>
internal abstract class TranscriptRoot(string path)
{
    /// <summary>Its full path. It need not exist.</summary>
    public string Path => path;

    /// <summary>True where transcripts lie in folders below it, too.</summary>
    public abstract bool IsDeep { get; }

    /// <summary>
    /// Every `*.jsonl` below the folder that holds something, plain or compressed, or every file whose name <paramref name="isTranscript"/>
    /// takes, made by <paramref name="make"/> of its path, length and time; null of that for a file that is none by its place.
    /// </summary>
    public static TranscriptRoot Lines(string path, Make make, IsTranscript? isTranscript = null) =>
        new LineRoot(path, make, isTranscript ?? TranscriptFolder.IsLines);

    /// <summary>The databases whose names <paramref name="pattern"/> takes, in the folder or so many levels below it.</summary>
    public static TranscriptRoot Databases(IDatabaseFormat format, string path, string pattern, int depth = 0) =>
        new DatabaseRoot(format, path, pattern, depth);

    /// <summary>Every transcript that there is now, in any order. A folder that is missing or may not be entered holds none.</summary>
    public IEnumerable<TranscriptFile> Find() => Find(path);

    /// <summary>The same of a folder below this one.</summary>
    public IEnumerable<TranscriptFile> Find(string folder) => Directory.Exists(folder) ? FindAll(folder) : [];

    /// <summary>
    /// The transcript that a file is, or that a file beside it belongs to, as it is now; null where it is none or is gone.
    /// </summary>
    public abstract TranscriptFile? Look(string file);

    /// <summary>The transcript that a file is, or that it belongs to, in whichever of these folders it is; null where it is none.</summary>
    public static TranscriptFile? Look(IEnumerable<TranscriptRoot> roots, string file) =>
        roots.Where(root => root.Holds(file)).Select(root => root.Look(file)).FirstOrDefault(found => found is not null);

    protected abstract IEnumerable<TranscriptFile> FindAll(string folder);

    private bool Holds(string file) =>
        file.Length > path.Length
        && file[path.Length] == System.IO.Path.DirectorySeparatorChar
        && file.StartsWith(path, StringComparison.Ordinal);

    /// <summary>Makes a transcript of a file's path, length and time of its last change (UTC ticks); null where it is none.</summary>
    public delegate TranscriptFile? Make(string path, long length, long writtenAt);

    /// <summary>Decides by a file's name whether it is a transcript.</summary>
    public delegate bool IsTranscript(ReadOnlySpan<char> name);

    private sealed class LineRoot(string path, Make make, IsTranscript isTranscript) : TranscriptRoot(path)
    {
        // No client nests deeper; a link that leads round in a circle ends here.
        private static readonly EnumerationOptions Everywhere = new()
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 12,
            IgnoreInaccessible = true,
            AttributesToSkip = 0,
        };

        public override bool IsDeep => true;

        public override TranscriptFile? Look(string file)
        {
            var info = new FileInfo(file);
            // What has no length is empty, or a pipe, which must not be waited for.
            return isTranscript(info.Name) && info.Exists && info.Length > 0 ? make(file, info.Length, info.LastWriteTimeUtc.Ticks) : null;
        }

        protected override IEnumerable<TranscriptFile> FindAll(string folder) =>
            new FileSystemEnumerable<TranscriptFile?>(
                folder,
                (ref FileSystemEntry entry) => make(entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc.UtcTicks),
                Everywhere
            )
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                    !entry.IsDirectory && entry.Length > 0 && isTranscript(entry.FileName),
            }.OfType<TranscriptFile>();
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

        protected override IEnumerable<TranscriptFile> FindAll(string folder)
        {
            var options = new EnumerationOptions
            {
                IgnoreInaccessible = true,
                RecurseSubdirectories = depth > 0,
                MaxRecursionDepth = depth,
            };
            return new DirectoryInfo(folder).EnumerateFiles(pattern, options).Select(Placed).OfType<TranscriptFile>();
        }

        // What was written last may stand in a log beside the file.
        private TranscriptFile? Placed(FileInfo file)
        {
            if (file.Length == 0)
            {
                return null;
            }

            var log = new FileInfo(file.FullName + Log);
            return new TranscriptFile(
                format,
                file.FullName,
                file.Length + (log.Exists ? log.Length : 0),
                Math.Max(file.LastWriteTimeUtc.Ticks, log.Exists ? log.LastWriteTimeUtc.Ticks : 0),
                "",
                UnknownModel.Name
            );
        }
    }
}
