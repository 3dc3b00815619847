using Microsoft.Data.Sqlite;
using static ToolTime.Transcripts.Tests.ClientDatabase;

namespace ToolTime.Transcripts.Tests;

/// <summary>Goose's database as it changes.</summary>
public sealed class GooseDatabaseTests : IDisposable
{
    private const string Ledger = """
        CREATE TABLE usage_ledger (id INTEGER, session_id TEXT, created_timestamp INTEGER, model TEXT, input_tokens INTEGER,
            output_tokens INTEGER, cache_read_tokens INTEGER, cache_write_tokens INTEGER, cost REAL, cost_source TEXT)
        """;

    private readonly TranscriptHome _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Read_TotalsThatGrowIntoAnotherMonth_CountOnce()
    {
        using var writer = Begin();
        Run(
            writer,
            """
            INSERT INTO sessions VALUES ('s1', '/srv/shop', '2026-10-28 10:00:00', '2026-10-28 11:00:00', '{"model_name":"m"}', '{}', 'p', 100, 5)
            """
        );
        Assert.Equal((1, 100), (_test.Read().Responses, _test.Read().Input));

        Run(writer, "UPDATE sessions SET updated_at = '2026-11-20 10:00:00', accumulated_input_tokens = 300");
        Assert.Equal((1, 300), (_test.Read().Responses, _test.Read().Input));

        // A later version carries them into its ledger, and counts each response from then on.
        Run(writer, Ledger);
        Run(
            writer,
            """
            INSERT INTO usage_ledger VALUES (1, 's1', 1796083200, 'm', 300, 5, 0, 0, NULL, 'carried_forward'),
                (2, 's1', 1796083300, 'm', 7, 1, 0, 0, NULL, 'estimated')
            """
        );
        Assert.Equal((2, 307), (_test.Read().Responses, _test.Read().Input));
    }

    [Fact]
    public void Read_IdentifierOfADeletedSession_CountsBothTotals()
    {
        using var writer = Begin();
        AddSession(writer, "10:00:00", 10_000, 500);
        Assert.Equal((1, 10_000, 500), Found());

        Run(writer, "DELETE FROM sessions");
        AddSession(writer, "11:00:00", 4000, 900);
        Assert.Equal((2, 14_000, 1400), Found());
    }

    [Fact]
    public void Read_NewDatabaseWithTheSameNumbers_CountsBothRows()
    {
        using var writer = Begin();
        Run(writer, Ledger);
        AddSession(writer, "10:00:00", 0, 0);
        Run(writer, "INSERT INTO usage_ledger VALUES (1, '20261201_1', 1796119205, 'm', 10000, 500, 0, 0, NULL, 'estimated')");
        Assert.Equal((1, 10_000, 500), Found());

        Run(writer, "DELETE FROM sessions; DELETE FROM usage_ledger");
        AddSession(writer, "11:00:00", 0, 0);
        Run(writer, "INSERT INTO usage_ledger VALUES (1, '20261201_1', 1796122805, 'm', 4000, 900, 0, 0, NULL, 'estimated')");
        Assert.Equal((2, 14_000, 1400), Found());
    }

    private SqliteConnection Begin()
    {
        var path = _test.In("user/.local/share/goose/sessions/sessions.db");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var writer = Open(path);
        Run(
            writer,
            """
            CREATE TABLE sessions (id TEXT, working_dir TEXT, created_at TEXT, updated_at TEXT, model_config_json TEXT, extension_data TEXT,
                provider_name TEXT, accumulated_input_tokens INTEGER, accumulated_output_tokens INTEGER);
            CREATE TABLE messages (id INTEGER, session_id TEXT, created_timestamp INTEGER, content_json TEXT, role TEXT)
            """
        );
        return writer;
    }

    private static void AddSession(SqliteConnection writer, string begun, int input, int output) =>
        Run(
            writer,
            $$"""
            INSERT INTO sessions VALUES ('20261201_1', '/srv/shop', '2026-12-01 {{begun}}', '2026-12-01 {{begun}}', '{"model_name":"m"}', '{}',
                'p', {{input}}, {{output}})
            """
        );

    private (int Responses, long Input, long Output) Found()
    {
        var read = _test.Read();
        return (read.Responses, read.Input, read.Output);
    }
}
