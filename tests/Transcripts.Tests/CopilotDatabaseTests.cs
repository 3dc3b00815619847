using Microsoft.Data.Sqlite;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;
using static ToolTime.Transcripts.Tests.ClientDatabase;

namespace ToolTime.Transcripts.Tests;

/// <summary>Copilot's database beside the events of its sessions.</summary>
public sealed class CopilotDatabaseTests : IDisposable
{
    private const string Session = "11111111-1111-4111-8111-111111111111";
    private const string Model = "claude-sonnet-4.6";

    private static readonly ReadUsage BothRows = new()
    {
        Responses = 2,
        Input = 390,
        Output = 300,
        CacheWrite = 1004,
        CacheRead = 86_398,
    };

    private readonly TranscriptHome _test = new();

    private string Database => _test.In("user/.copilot/session-store.db");

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Read_SessionWithoutAnEnd_CountsTheRowsInsteadOfMessages()
    {
        WriteEvents(Start("1.0.67"), Message(100, "2026-11-20T10:01:00.000Z"), Message(200, "2026-11-20T23:59:00.000Z"));
        using var writer = BeginWithBothRows();
        Assert.Equal(BothRows, Read());
        Assert.Equal(BothRows, Read());
    }

    [Fact]
    public void Read_SumOfThePartAfterACompaction_CountsTheRowsOnTheirDay()
    {
        WriteEvents(Start("1.0.91"), Sum(44_000, 200, 43_700, 100));
        using var writer = BeginWithBothRows();
        Assert.Equal(BothRows, Read());
        Assert.Equal(["2026-11-20"], UsageBreakdown.Daily(Source()).Select(row => row.Period));
    }

    [Fact]
    public void Read_SumOfAModelWithoutRows_Counts()
    {
        WriteEvents(Start("1.0.91"), Sum(50, 5, 0, 0).Replace(Model, "gpt-5.5", StringComparison.Ordinal));
        using var writer = BeginWithBothRows();
        Assert.Equal(BothRows with { Responses = 3, Input = 440, Output = 305 }, Read());
    }

    [Fact]
    public void Read_SessionWithoutEvents_CountsTheRows()
    {
        using var writer = BeginWithBothRows();
        Assert.Equal(BothRows, Read());
        Assert.Equal("shop", Assert.Single(UsageBreakdown.Projects(Source())).Name);
        Assert.True(File.Exists(Database + "-wal"));

        AddRow(writer, 40, 4, 30, 10, "2026-11-21T00:10:00.000Z");
        Assert.Equal(BothRows with { Responses = 3, Output = 304, CacheWrite = 1014, CacheRead = 86_428 }, Read());
    }

    /// <summary>The first record may come after the row of the same response was read.</summary>
    [Theory]
    [InlineData("1.0.102", 0, 0)]
    [InlineData("1.0.102", 1, 7)]
    [InlineData("1.0.101", 1, 7)]
    public void Read_SessionWithRecords_CountsThem(string version, int records, int output)
    {
        WriteEvents([Start(version), .. Enumerable.Repeat(Record(7), records)]);
        using var writer = BeginWithBothRows();
        Assert.Equal((records, output), (Read().Responses, (int)Read().Output));
    }

    [Fact]
    public void Read_SessionResumedByAVersionWithRecords_CountsRowsUntilThenAndRecordsAfter()
    {
        WriteEvents(
            Start("1.0.67"),
            Message(100, "2026-11-20T10:01:00.000Z"),
            """{"type":"session.resume","data":{},"id":"e4","timestamp":"2026-11-20T20:00:00.000Z"}""",
            Record(200),
            Sum(50, 300, 0, 0)
        );
        using var writer = BeginWithBothRows();
        Assert.Equal(new ReadUsage { Responses = 2, Input = 190, Output = 300, CacheWrite = 904, CacheRead = 42_698 }, Read());
    }

    /// <summary>Older versions write no rows.</summary>
    [Fact]
    public void Read_SessionBegunBeforeItsFirstRow_CountsMessagesAndSumUntilThenAndRowsAfter()
    {
        WriteEvents(
            Start("1.0.60").Replace("11-20", "11-10", StringComparison.Ordinal),
            Message(7, "2026-11-10T10:01:00.000Z"),
            Sum(80, 9, 70, 5).Replace("11-21", "11-10", StringComparison.Ordinal),
            """{"type":"session.resume","data":{},"id":"e4","timestamp":"2026-11-20T10:00:00.000Z"}""",
            Message(100, "2026-11-20T10:01:00.000Z"),
            Message(200, "2026-11-20T23:59:00.000Z"),
            Sum(87_900, 309, 86_500, 1010)
        );
        using var writer = BeginWithBothRows();
        Assert.Equal(new ReadUsage { Responses = 3, Input = 395, Output = 309, CacheWrite = 1009, CacheRead = 86_468 }, Read());
        Assert.Equal(["2026-11-10", "2026-11-20"], UsageBreakdown.Daily(Source()).Select(row => row.Period).Order(StringComparer.Ordinal));
    }

    /// <summary>A row may be written after its message.</summary>
    [Fact]
    public void Read_MessageJustBeforeItsRow_CountsOnce()
    {
        WriteEvents(Start("1.0.75"), Message(100, "2026-11-20T10:00:57.000Z"));
        using var writer = BeginWithBothRows();
        Assert.Equal(BothRows, Read());
    }

    [Fact]
    public void Read_RowsUnderOtherNumbers_CountOnce()
    {
        using var writer = BeginWithBothRows();
        Assert.Equal(BothRows, Read());

        Run(writer, "UPDATE assistant_usage_events SET id = 12 - id");
        Assert.Equal(BothRows, Read());
    }

    [Fact]
    public void Read_NewDatabaseWithTheSameNumbers_CountsBothRows()
    {
        using var writer = BeginWithBothRows();
        Run(writer, "DELETE FROM assistant_usage_events WHERE id = 2");
        Assert.Equal(1, Read().Responses);

        Run(writer, "DELETE FROM assistant_usage_events; DELETE FROM sqlite_sequence");
        AddRow(writer, 44_000, 200, 43_700, 100, "2026-11-20T23:59:00.000Z");
        Assert.Equal(BothRows, Read());
    }

    [Fact]
    public void Read_EqualRowsOfOneSecond_CountEach()
    {
        using var writer = BeginWithBothRows();
        AddRow(writer, 44_000, 200, 43_700, 100, "2026-11-20T23:59:00.000Z");
        Assert.Equal((3, 500), (Read().Responses, (int)Read().Output));
    }

    [Fact]
    public void Read_RowsOfASubagent_AreOnItsAccount()
    {
        WriteEvents(
            Start("1.0.91"),
            """{"type":"subagent.started","data":{"agentName":"explore"},"id":"e2","timestamp":"2026-11-20T10:00:30.000Z","agentId":"a1"}"""
        );
        using var writer = BeginWithBothRows();
        Run(writer, "ALTER TABLE assistant_usage_events ADD COLUMN agent_id text; UPDATE assistant_usage_events SET agent_id = 'a1'");
        Assert.Equal(BothRows, Read());
        Assert.Equal("explore", Assert.Single(new NameReport(Source(), CallGrouping.Agent).Rows()).Name);
    }

    [Fact]
    public void Read_DatabaseOfAnOlderVersion_SaysNothing()
    {
        using var writer = Begin();
        Run(writer, "CREATE TABLE turns (session_id text)");
        Assert.Equal(new ReadUsage(), Read());
    }

    [Fact]
    public void Read_TableWithoutCacheCounts_CountsTheOthers()
    {
        using var writer = BeginWithBothRows();
        Run(writer, "ALTER TABLE assistant_usage_events DROP COLUMN cache_read_tokens");
        Run(writer, "ALTER TABLE assistant_usage_events DROP COLUMN cache_write_tokens");
        Assert.Equal(new ReadUsage { Responses = 2, Input = 87_792, Output = 300 }, Read());
    }

    [Fact]
    public void Read_TableInAnotherForm_IsReported()
    {
        WriteEvents(Start("1.0.67"), Message(100, "2026-11-20T10:01:00.000Z"));
        using var writer = Begin();
        Run(writer, "CREATE TABLE assistant_usage_events (session text, tokens integer)");
        Assert.Equal(new ReadUsage { Responses = 1, Output = 100, Skipped = Skipped.OneUnreadable }, Read());
    }

    private static string Start(string version) =>
        $$$"""{"type":"session.start","data":{"copilotVersion":"{{{version}}}","context":{"cwd":"/home/dev/shop"}},"id":"e1","timestamp":"2026-11-20T10:00:00.000Z"}""";

    private static string Message(int output, string at) =>
        $$$"""{"type":"assistant.message","data":{"content":"x","model":"{{{Model}}}","outputTokens":{{{output}}}},"id":"m{{{output}}}","timestamp":"{{{at}}}"}""";

    private static string Record(int output) =>
        $$$$"""{"type":"session.usage_record","data":{"usage":{"apiCallId":"r{{{{output}}}}","model":"{{{{Model}}}}","inputTokens":0,"outputTokens":{{{{output}}}},"cacheReadTokens":0,"cacheWriteTokens":0}},"id":"e5","timestamp":"2026-11-20T23:59:00.000Z"}""";

    private static string Sum(int input, int output, int read, int written) =>
        $$$$$"""{"type":"session.shutdown","data":{"modelMetrics":{"{{{{{Model}}}}}":{"usage":{"inputTokens":{{{{{input}}}}},"outputTokens":{{{{{output}}}}},"cacheReadTokens":{{{{{read}}}}},"cacheWriteTokens":{{{{{written}}}}}}}}},"id":"e9","timestamp":"2026-11-21T00:30:00.000Z"}""";

    private static void AddRow(SqliteConnection database, int input, int output, int read, int written, string at) =>
        Run(
            database,
            """
            INSERT INTO assistant_usage_events (session_id, model, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, created_at)
            VALUES ($session, $model, $input, $output, $read, $written, $at)
            """,
            ("$session", Session),
            ("$model", Model),
            ("$input", input),
            ("$output", output),
            ("$read", read),
            ("$written", written),
            ("$at", at)
        );

    private void WriteEvents(params IEnumerable<string> lines)
    {
        var path = _test.In($"user/.copilot/session-state/{Session}/events.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, lines);
    }

    private SqliteConnection Begin()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!);
        var database = Open(Database);
        Run(database, "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0");
        return database;
    }

    private SqliteConnection BeginWithBothRows()
    {
        var database = Begin();
        Run(
            database,
            $"""
            CREATE TABLE sessions (id text PRIMARY KEY, cwd text);
            INSERT INTO sessions VALUES ('{Session}', '/home/dev/shop');
            CREATE TABLE assistant_usage_events (id integer PRIMARY KEY AUTOINCREMENT, session_id text, model text, input_tokens integer,
                output_tokens integer, cache_read_tokens integer, cache_write_tokens integer, created_at text)
            """
        );
        AddRow(database, 43_792, 100, 42_698, 904, "2026-11-20 10:01:00");
        AddRow(database, 44_000, 200, 43_700, 100, "2026-11-20T23:59:00.000Z");
        return database;
    }

    private ReadUsage Read() => _test.Read() with { BytesRead = 0 };

    private ReportSource Source()
    {
        var store = new IndexStore(_test.Home);
        return new ReportSource(new UsageIndex(store, store.Catalog()), new ReportFilter(TimeZoneInfo.Utc));
    }
}
