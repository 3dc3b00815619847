using Microsoft.Data.Sqlite;

namespace ToolTime.Storage.Sqlite;

/// <summary>
/// The database file, held against a second server by a lock on a file beside it. Only this process's one writing connection writes and
/// checkpoints; all others are read-only.
/// </summary>
internal sealed class SqliteFile : IDisposable
{
    /// <summary>Files up to this size are checked whole at start; it takes a second or two.</summary>
    private const long CheckedWhole = 256L << 20;

    /// <summary>
    /// The writer's pages in memory. Submitters come in no order, so their indexes are touched everywhere, and each page that is not at
    /// hand is read.
    /// </summary>
    private const int CachedKiB = 64 * 1024;

    /// <summary>Pages of the log after which it is written back. A page that changes many times until then is written back once.</summary>
    private const int CheckpointPages = 8 * 1024;

    /// <summary>The log is cut to this size after a larger one was written back.</summary>
    private const int WalBytes = 64 << 20;

    private const int BusySeconds = 5;

    private readonly FileStream _lock;

    private SqliteFile(string path, FileStream heldLock) => (Path, _lock) = (path, heldLock);

    public string Path { get; }

    /// <summary>What the file's disk has left for this user.</summary>
    public long FreeBytes => new DriveInfo(System.IO.Path.GetDirectoryName(Path)!).AvailableFreeSpace;

    /// <summary>Locks the file, and makes it and its folder when missing, for its owner's eyes only.</summary>
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
            throw new StorageUnavailableException("the file or its folder may not be written", exception);
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

    /// <summary>Makes an empty file for its owner's eyes only; leaves one that is there as it is.</summary>
    public static void CreatePrivate(string path) => OpenPrivate(path, FileShare.ReadWrite).Dispose();

    /// <summary>Opens the one connection that writes. The file may be anyone's, so nothing is changed yet.</summary>
    public SqliteConnection OpenWriter() => Open(SqliteOpenMode.ReadWriteCreate, pooling: false);

    /// <summary>Looks for damage in our file, when it is small enough, and makes the connection ready to write.</summary>
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

        Execute(connection, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
        Execute(
            connection,
            $"PRAGMA cache_size = -{CachedKiB}; PRAGMA wal_autocheckpoint = {CheckpointPages}; PRAGMA journal_size_limit = {WalBytes};"
        );
        Execute(connection, "BEGIN IMMEDIATE; ROLLBACK;");
    }

    /// <summary>Opens a connection that only reads.</summary>
    public SqliteConnection OpenReader() => Open(SqliteOpenMode.ReadOnly, pooling: true);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _lock.Dispose();
    }

    // A lock that another holds is EWOULDBLOCK, which is 11 on Linux and 35 on macOS, or a sharing violation on Windows.
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

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
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
