using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using ToolTime.Storage.Orleans;

namespace ToolTime.Storage.Tests.Orleans;

/// <summary>The file of reminders and grain state is usable whatever happened to the previous one.</summary>
public sealed class OrleansFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("tooltime.orleans.db");

    private OrleansFile File => new(_folder.File("tooltime.db"), NullLogger<OrleansFile>.Instance);

    public OrleansFileTests() =>
        Run(
            command => command.ExecuteNonQuery(),
            "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT); INSERT INTO meta VALUES ('id', '7')",
            _folder.File("tooltime.db")
        );

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Prepare_NoFile_MakesOneForItsOwnersEyesOnly()
    {
        File.Prepare();
        Assert.Equal(0L, Count());
        Assert.True(
            OperatingSystem.IsWindows() || System.IO.File.GetUnixFileMode(Path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)
        );
    }

    [Fact]
    public void Prepare_AnIntactFile_LeavesWhatItHolds()
    {
        File.Prepare();
        Execute("INSERT INTO states (service, type, key_high, key_low, key_text, version) VALUES ('s', 't', 0, 0, 'k', 1)");
        File.Prepare();
        Assert.Equal(1L, Count());
    }

    [Theory]
    [InlineData("PRAGMA user_version = 0")]
    [InlineData("PRAGMA user_version = 99")]
    public void Prepare_AFileOfAnotherSchema_ReplacesIt(string change)
    {
        File.Prepare();
        Execute("INSERT INTO states (service, type, key_high, key_low, key_text, version) VALUES ('s', 't', 0, 0, 'k', 1)");
        Execute(change);
        File.Prepare();
        Assert.Equal(0L, Count());
    }

    [Fact]
    public void Prepare_AFileOfAnotherDatabase_ReplacesIt()
    {
        File.Prepare();
        Execute("INSERT INTO states (service, type, key_high, key_low, key_text, version) VALUES ('s', 't', 0, 0, 'k', 1)");
        Run(command => command.ExecuteNonQuery(), "UPDATE meta SET value = '8'", _folder.File("tooltime.db"));
        File.Prepare();
        Assert.Equal(0L, Count());
    }

    [Fact]
    public void ConnectionString_TwoDatabasesThatDifferByWhatFollowsTheDot_HaveTwoFiles() =>
        Assert.NotEqual(
            new OrleansFile("/data/tooltime.staging", NullLogger<OrleansFile>.Instance).ConnectionString,
            new OrleansFile("/data/tooltime.production", NullLogger<OrleansFile>.Instance).ConnectionString
        );

    [Theory]
    [InlineData(0, 16)]
    [InlineData(0, 4096)]
    [InlineData(4096, 4096)]
    [InlineData(8192, 8192)]
    public void Prepare_ADamagedFile_ReplacesIt(int at, int bytes)
    {
        File.Prepare();
        Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        using (var stream = System.IO.File.OpenWrite(Path))
        {
            stream.Position = at;
            stream.Write([.. Enumerable.Repeat((byte)0x5A, bytes)]);
        }

        File.Prepare();
        Assert.Equal(0L, Count());
    }

    [Fact]
    public void Prepare_AFolderOfThatName_SaysSoInOneLine()
    {
        Directory.CreateDirectory(Path);
        Assert.Single(Assert.Throws<StorageUnavailableException>(() => File.Prepare()).Message.Split('\n'));
    }

    private long Count() => (long)Run(command => command.ExecuteScalar(), "SELECT count(*) FROM states")!;

    private void Execute(string sql) => Run(command => command.ExecuteNonQuery(), sql);

    private object? Run(Func<SqliteCommand, object?> run, string sql, string? path = null)
    {
        using var connection = new SqliteConnection($"Data Source={path ?? Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return run(command);
    }
}
