using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using ToolTime.Storage.Sqlite;

namespace ToolTime.Storage.Orleans;

/// <summary>
/// The SQLite file in which Orleans' AdoNet providers store reminders and grain state on a single machine. It is in the same folder as the
/// storage's file, whose lock protects it too. Everything in it can be recreated, so a file that is damaged, or of another schema or
/// database, is replaced with an empty one.
/// </summary>
/// <param name="storagePath">The path of the storage's file: <c>data/tooltime.db</c> has <c>data/tooltime.orleans.db</c>, and
/// <c>data/tooltime</c> has <c>data/tooltime.orleans</c>.</param>
/// <param name="logger">Logs replacements of the file.</param>
public sealed partial class OrleansFile(string storagePath, ILogger<OrleansFile> logger)
{
    /// <summary>The invariant name by which Orleans' providers know Microsoft.Data.Sqlite.</summary>
    public const string Invariant = "System.Data.SQLite";

    /// <summary>The schema that <c>orleans-sqlite.sql</c> creates. Raise it with each change of that script.</summary>
    private const int Schema = 1;

    private readonly string _path = storagePath.EndsWith(".db", StringComparison.Ordinal)
        ? Path.ChangeExtension(storagePath, ".orleans.db")
        : storagePath + ".orleans";

    /// <summary>The connection string for Orleans' providers.</summary>
    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = _path, DefaultTimeout = 5 }.ToString();

    /// <summary>
    /// Creates the file if it is missing, damaged, or of another schema or database. The storage must be open and the silo not yet started.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The file cannot be created; the message is one line for the operator.</exception>
    public void Prepare()
    {
        try
        {
            var id = ReadDatabaseId();
            if (File.Exists(_path) && !IsIntact(id))
            {
                LogReplaced();
                Array.ForEach(["", "-wal", "-shm"], suffix => File.Delete(_path + suffix));
            }

            if (!File.Exists(_path))
            {
                Create(id);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StorageUnavailableException($"Cannot use the database {_path}: {exception.Message}", exception);
        }
    }

    private long ReadDatabaseId()
    {
        var source = new SqliteConnectionStringBuilder { DataSource = storagePath, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        using var connection = new SqliteConnection(source.ToString());
        connection.Open();
        return connection.ReadNumber("SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'id'") ?? 0;
    }

    private bool IsIntact(long id)
    {
        try
        {
            using var connection = Open();
            return connection.ReadNumber("PRAGMA user_version") == Schema
                && connection.ReadNumber("PRAGMA application_id") == id
                && connection.ReadText("PRAGMA integrity_check(1)") == "ok";
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            return false;
        }
    }

    private void Create(long id)
    {
        SqliteFile.CreatePrivate(_path);
        using var connection = Open();
        using var stream = typeof(OrleansFile).Assembly.GetManifestResourceStream("orleans-sqlite.sql")!;
        using var script = new StreamReader(stream);
        connection.Execute("PRAGMA journal_mode = WAL");
        connection.Execute($"BEGIN IMMEDIATE; {script.ReadToEnd()} PRAGMA user_version = {Schema}; PRAGMA application_id = {id}; COMMIT;");
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    [LoggerMessage(
        2301,
        LogLevel.Warning,
        "The file of reminders and grain state was damaged, or of another schema or database, and is recreated. Nothing is lost."
    )]
    private partial void LogReplaced();
}
