using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ToolTime.ClusterBench;

/// <summary>A database of the one server that needs no other.</summary>
internal sealed class SqliteFile : IStore
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tooltime-bench-sqlite-").FullName;

    private string ConnectionString => $"Data Source={Path.Combine(_folder, "tooltime.db")}";

    public DbConnection Connect() => new SqliteConnection($"{ConnectionString};Mode=ReadOnly;Pooling=False");

    public IReadOnlyList<string> SettingsOfServer() => ["--Storage:ConnectionString", ConnectionString];

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }
}
