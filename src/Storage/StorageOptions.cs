using System.ComponentModel.DataAnnotations;

namespace ToolTime.Storage;

/// <summary>Where everything is stored.</summary>
public sealed class StorageOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Storage";

    /// <summary>The kind of database. Default <see cref="StorageProvider.Sqlite"/>.</summary>
    [EnumDataType(typeof(StorageProvider))]
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>
    /// How to reach the database. Default <c>Data Source=data/tooltime.db</c>; a relative path is resolved from the working directory, and
    /// the file's folder is created if missing. For PostgreSQL, <c>Host=HOST;Database=NAME;Username=NAME;Password=PASSWORD</c> in Npgsql's
    /// syntax; the database must exist, its tables are created. A password is better kept in a file (<c>Passfile</c>) or in
    /// <c>PGPASSWORD</c>.
    /// </summary>
    [Required]
    public string ConnectionString { get; set; } = "Data Source=data/tooltime.db";
}

/// <summary>A kind of database.</summary>
public enum StorageProvider
{
    /// <summary>A SQLite file, for one process on one machine.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database, for any number of processes.</summary>
    PostgreSql,
}
