namespace ToolTime.Storage;

/// <summary>A kind of database.</summary>
public enum StorageProvider
{
    /// <summary>A SQLite file, for one process on one machine.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database, for any number of processes.</summary>
    PostgreSql,
}
