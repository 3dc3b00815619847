using System.ComponentModel.DataAnnotations;

namespace ToolTime.Storage;

/// <summary>Where everything is stored.</summary>
public sealed class StorageOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Storage";

    /// <summary>The kind of database. Default <see cref="StorageProvider.Sqlite"/>.</summary>
    [EnumDataType(typeof(StorageProvider))]
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>
    /// How to reach it. Default <c>Data Source=data/tooltime.db</c>; a relative path is under the working directory, and the file's folder
    /// is made when missing. For PostgreSQL <c>Host=HOST;Database=NAME;Username=NAME;Password=PASSWORD</c>, as Npgsql knows them; the
    /// database must be there, its tables are made. A password is better stored in a file (<c>Passfile</c>) or in <c>PGPASSWORD</c>.
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
