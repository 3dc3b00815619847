using Microsoft.Data.Sqlite;

namespace ToolTime.Storage.Sqlite;

/// <summary>
/// The database file, protected against a second server by a lock on a file next to it. Only this process's single writing connection
/// writes and checkpoints; all others are read-only.
/// </summary>
internal sealed class SqliteFile : IDisposable
{
    /// <summary>Files up to this size are checked completely at startup; it takes a second or two.</summary>
    private const long CheckedWhole = 256L << 20;

    /// <summary>
    /// The size of the writer's page cache. Submitters arrive in no order, so their indexes are touched everywhere, and each uncached page
    /// must be read.
    /// </summary>
    private const int CachedKiB = 64 * 1024;

    /// <summary>
    /// The number of log pages after which the log is written back. A page that changes often until then is written back once.
    /// </summary>
    private const int CheckpointPages = 8 * 1024;

    /// <summary>After a larger log was written back, it is cut to this size.</summary>
    private const int WalBytes = 64 << 20;

    private const int BusySeconds = 5;

    private readonly FileStream _lock;

    private SqliteFile(string path, FileStream heldLock) => (Path, _lock) = (path, heldLock);

    public string Path { get; }

    /// <summary>The free space on the file's disk for this user, in bytes.</summary>
    public long FreeBytes => new DriveInfo(System.IO.Path.GetDirectoryName(Path)!).AvailableFreeSpace;

    /// <summary>Locks the file; creates it and its folder if missing, readable only by the owner.</summary>
    public static SqliteFile Hold(string path)
    {
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            held = OpenPrivate(path + ".lock", FileShare.None);
            CreatePrivate(path);
            return new(path, held);
        }
        catch (UnauthorizedAccessException exception)
        {
            held?.Dispose();
            throw new StorageUnavailableException("the file or its folder is not writable", exception);
        }
        catch (IOException exception)
        {
            var reason = held is null && IsHeld(exception)
                ? "the file is in use by another server"
                : $"the file cannot be made: {exception.Message}";
            held?.Dispose();
            throw new StorageUnavailableException(reason, exception);
        }
    }

    /// <summary>Creates an empty file that only its owner can read; leaves an existing one as it is.</summary>
    public static void CreatePrivate(string path) => OpenPrivate(path, FileShare.ReadWrite).Dispose();

    /// <summary>Opens the only connection that writes. The file may be another program's, so nothing is changed yet.</summary>
    public SqliteConnection OpenWriter() => Open(SqliteOpenMode.ReadWriteCreate, pooling: false);

    /// <summary>Checks our file for damage, if it is small enough, and prepares the connection for writing.</summary>
    public void Prepare(SqliteConnection connection)
    {
        if (new FileInfo(Path).Length <= CheckedWhole && connection.ReadText("PRAGMA integrity_check(1)") is not "ok")
        {
            throw new StorageUnavailableException("the file is damaged; restore a backup");
        }

        if (connection.ReadText("PRAGMA journal_mode = WAL") is not "wal")
        {
            throw new StorageUnavailableException("the file's folder cannot hold a write-ahead log");
        }

        connection.Execute("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
        connection.Execute(
            $"PRAGMA cache_size = -{CachedKiB}; PRAGMA wal_autocheckpoint = {CheckpointPages}; PRAGMA journal_size_limit = {WalBytes};"
        );
        connection.Execute("BEGIN IMMEDIATE; ROLLBACK;");
    }

    public SqliteConnection OpenReader() => Open(SqliteOpenMode.ReadOnly, pooling: true);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _lock.Dispose();
    }

    // A lock held by another process is EWOULDBLOCK, which is 11 on Linux and 35 on macOS, or a sharing violation on Windows.
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static FileStream OpenPrivate(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }

    private SqliteConnection Open(SqliteOpenMode mode, bool pooling)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = mode,
            Pooling = pooling,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
