using Microsoft.Data.Sqlite;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Transcripts.Tests;

/// <summary>What OpenCode 2 writes to the database of OpenCode 1, in the tables of 2.0.14.</summary>
public sealed class OpenCodeStepTests : IDisposable
{
    private const long Begin = 1_795_000_000_000;

    private const string Older = """
        CREATE TABLE session (id text PRIMARY KEY, parent_id text, directory text NOT NULL, time_created integer NOT NULL,
            time_updated integer NOT NULL);
        CREATE TABLE message (id text PRIMARY KEY, session_id text NOT NULL, time_created integer NOT NULL, time_updated integer NOT NULL,
            data text NOT NULL);
        CREATE TABLE part (id text PRIMARY KEY, message_id text NOT NULL, session_id text NOT NULL, time_created integer NOT NULL,
            time_updated integer NOT NULL, data text NOT NULL);
        CREATE INDEX message_session_time_created_id_idx ON message (session_id, time_created, id);
        CREATE INDEX part_session_idx ON part (session_id);
        """;

    private const string Newer = """
        CREATE TABLE session_v2 (id text PRIMARY KEY, project_id text NOT NULL, workspace_id text, parent_id text, fork_session_id text,
            fork_boundary text, slug text NOT NULL, directory text NOT NULL, path text, title text, version text NOT NULL, share_url text,
            summary_additions integer, summary_deletions integer, summary_files integer, summary_diffs text, metadata text,
            cost real DEFAULT 0 NOT NULL, tokens_input integer DEFAULT 0 NOT NULL, tokens_output integer DEFAULT 0 NOT NULL,
            tokens_reasoning integer DEFAULT 0 NOT NULL, tokens_cache_read integer DEFAULT 0 NOT NULL,
            tokens_cache_write integer DEFAULT 0 NOT NULL, revert text, permission text, agent text, model text,
            time_created integer NOT NULL, time_updated integer NOT NULL, time_compacting integer, time_archived integer,
            time_suspended integer, resume_attempts integer DEFAULT 0 NOT NULL, time_idle integer, time_viewed integer, idle_outcome text);
        CREATE TABLE session_message (id text PRIMARY KEY, session_id text NOT NULL, type text NOT NULL, seq integer NOT NULL,
            time_created integer NOT NULL, time_updated integer NOT NULL, data text NOT NULL,
            CONSTRAINT fk FOREIGN KEY (session_id) REFERENCES session_v2(id) ON DELETE CASCADE);
        CREATE UNIQUE INDEX session_message_session_seq_idx ON session_message (session_id, seq);
        CREATE INDEX session_message_session_type_seq_idx ON session_message (session_id, type, seq);
        CREATE INDEX session_message_session_time_created_id_idx ON session_message (session_id, time_created, id);
        """;

    private readonly TranscriptHome _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Read_DatabaseOfOpenCode2Alone_CountsEveryStepAndCompaction()
    {
        using var writer = Open(Newer);
        AddSession(writer, "s1");
        AddRow(writer, "m0", "s1", "user", 0, """{"text": "go on", "time": {"created": 1}}""");
        AddRow(
            writer,
            "m1",
            "s1",
            "assistant",
            1,
            Step(100, Tool("call_1", "shell", """{"status": "completed", "content": [{"type": "text", "text": "x"}], "metadata": {"exit": 2}}"""))
        );
        AddRow(
            writer,
            "m2",
            "s1",
            "compaction",
            2,
            """{"status": "completed", "reason": "auto", "model": {"id": "gpt-5.5", "providerID": "openai"}, "summary": "", "recent": "", "cost": 0, "tokens": {"input": 40, "output": 4, "reasoning": 0, "cache": {"read": 0, "write": 0}}, "time": {"created": 1}}"""
        );
        var read = _test.Read();
        Assert.Equal(
            new ReadUsage
            {
                Responses = 2,
                Input = 140,
                Output = 19,
                CacheRead = 7,
                CacheWrite = 3,
                Calls = 1,
                Observed = 1,
                Errors = 1,
            },
            read with { BytesRead = 0 }
        );
        Assert.Equal(("shop", 1), Project());
    }

    [Fact]
    public void Read_DatabaseThatWasCarriedOver_CountsBothGenerationsOnce()
    {
        using var writer = Open(Older);
        Run(writer, "INSERT INTO session VALUES ('s1', NULL, '/home/dev/shop', $at, $at)", ("$at", Begin));
        Run(writer, "INSERT INTO message VALUES ('m1', 's1', $at, $at, $data)", ("$at", Begin + 1), ("$data", Message(100, "0.75")));
        AddFinish("p1", 30, "0.5");
        AddFinish("p2", 100, "0.25");
        Run(
            writer,
            "INSERT INTO part VALUES ('p3', 'm1', 's1', $at, $at, $data)",
            ("$at", Begin + 1),
            ("$data", """{"type": "tool", "tool": "bash", "callID": "call_1", "state": {"status": "completed", "metadata": {"exit": 0}}}""")
        );
        var before = _test.Read();
        Assert.Equal((2, 130, 1), (before.Responses, before.Input, before.Calls));

        Run(writer, Newer);
        AddSession(writer, "s1");
        const string tokens = """{"input": 100, "output": 10, "reasoning": 5, "cache": {"read": 7, "write": 3}}""";
        AddRow(
            writer,
            "m1",
            "s1",
            "assistant",
            1,
            $$$"""{"agent": "build", "model": {"id": "gpt-5.5", "providerID": "openai"}, "content": [ {{{Tool("call_1", "bash", """{"status": "completed"}""")}}} ], "cost": 0.75, "tokens": {{{tokens}}}, "time": {"created": 1, "completed": 2}}"""
        );
        Assert.Equal(before with { BytesRead = 0 }, _test.Read() with { BytesRead = 0 });
        Assert.Equal(0.75m, Cost());

        AddRow(writer, "m9", "s1", "assistant", 9, Step(8));
        AddSession(writer, "s2");
        AddRow(writer, "n1", "s2", "assistant", 20, Step(5));
        var read = _test.Read();
        Assert.Equal((4, 143, 1), (read.Responses, read.Input, read.Calls));

        // Once the old tables are gone, the new ones say nothing else.
        Run(writer, "DROP TABLE part; DROP TABLE message; DROP TABLE session");
        Assert.Equal(read with { BytesRead = 0 }, _test.Read() with { BytesRead = 0 });

        void AddFinish(string id, int input, string cost) =>
            Run(
                writer,
                "INSERT INTO part VALUES ($id, 'm1', 's1', 1, 1, $data)",
                ("$id", id),
                (
                    "$data",
                    $$$"""{"type": "step-finish", "cost": {{{cost}}}, "tokens": {"input": {{{input}}}, "output": 10, "reasoning": 5, "cache": {"read": 7, "write": 3} } }"""
                )
            );
    }

    [Fact]
    public void Read_ForkOfOpenCode2_CountsWhatItCopiedOnce()
    {
        using var writer = Open(Newer);
        AddSession(writer, "s1");
        AddRow(writer, "m1", "s1", "assistant", 1, Step(100, Tool("call_1", "read", """{"status": "completed"}""")));
        AddSession(writer, "s2", at: 50, fork: "s1");
        AddRow(writer, "f1", "s2", "assistant", 1, Step(100, Tool("call_1", "read", """{"status": "completed"}""")));
        AddRow(writer, "f2", "s2", "assistant", 60, Step(9));
        var read = _test.Read();
        Assert.Equal((2, 109, 1), (read.Responses, read.Input, read.Calls));
    }

    [Fact]
    public void Read_StepThatEndsInPlace_IsReadAgain()
    {
        using var writer = Open(Newer);
        AddSession(writer, "s1");
        AddRow(
            writer,
            "m1",
            "s1",
            "assistant",
            1,
            $$$"""{"agent": "build", "model": {"id": "gpt-5.5"}, "content": [ {{{Tool("call_1", "read", """{"status": "running"}""")}}} ], "time": {"created": 1}}"""
        );
        Assert.Equal((0, 1, 0), (_test.Read().Responses, _test.Read().Calls, _test.Read().Observed));

        Run(writer, "UPDATE session_message SET data = $data", ("$data", Step(100, Tool("call_1", "read", """{"status": "completed"}"""))));
        Run(writer, "UPDATE session_v2 SET tokens_input = 100");
        var read = _test.Read();
        Assert.Equal((1, 100, 1, 1), (read.Responses, read.Input, read.Calls, read.Observed));
    }

    [Fact]
    public void Read_EmptyTablesOfOpenCode2BesideOpenCode1_CountOpenCode1()
    {
        using var writer = Open(Older + Newer.Replace("session_v2(id)", "session(id)", StringComparison.Ordinal));
        Run(writer, "DROP TABLE session_v2");
        Run(writer, "INSERT INTO session VALUES ('s1', NULL, '/home/dev/shop', $at, $at)", ("$at", Begin));
        Run(writer, "INSERT INTO message VALUES ('m1', 's1', $at, $at, $data)", ("$at", Begin + 1), ("$data", Message(100, "0")));
        Assert.Equal((1, 100), (_test.Read().Responses, _test.Read().Input));
    }

    [Fact]
    public void Read_TableOfMessagesWithoutTheirOrder_CountsOpenCode1()
    {
        using var writer = Open(Older + "CREATE TABLE session_message (id text PRIMARY KEY, session_id text NOT NULL, data text NOT NULL);");
        Run(writer, "INSERT INTO session VALUES ('s1', NULL, '/home/dev/shop', $at, $at)", ("$at", Begin));
        Run(writer, "INSERT INTO message VALUES ('m1', 's1', $at, $at, $data)", ("$at", Begin + 1), ("$data", Message(100, "0")));
        var read = _test.Read();
        Assert.Equal((1, 100, 0), (read.Responses, read.Input, read.Skipped.Unreadable));
    }

    [Fact]
    public void Read_CallWhoseInputIsStillBeingWritten_IsTakenOnceItIs()
    {
        using var writer = Open(Newer);
        AddSession(writer, "s1");
        AddRow(writer, "m1", "s1", "assistant", 1, Step(100, Tool("call_1", "shell", """{"status": "pending", "input": "{\"comm"}""")));
        Assert.Equal(0, _test.Read().Calls);
        Run(
            writer,
            "UPDATE session_message SET data = $data",
            ("$data", Step(100, Tool("call_1", "shell", """{"status": "running", "input": {"command": "ls"}}""")))
        );
        Assert.Equal(1, _test.Read().Calls);
    }

    [Theory]
    [InlineData("""{"status": "completed", "structured": {"exit": 1}}""", 1, 1, 0, 0)]
    [InlineData("""{"status": "completed", "metadata": {"timeout": true}}""", 1, 1, 0, 0)]
    [InlineData("""{"status": "error", "error": {"type": "tool.execution", "message": "no"}}""", 1, 1, 0, 0)]
    [InlineData("""{"status": "error", "error": {"type": "permission.rejected", "message": "Permission denied: edit"}}""", 1, 0, 1, 0)]
    [InlineData("""{"status": "error", "error": {"type": "aborted", "message": "The user declined this tool call"}}""", 1, 0, 1, 0)]
    [InlineData("""{"status": "error", "error": {"type": "aborted", "message": "Tool execution interrupted"}}""", 0, 0, 0, 1)]
    public void Read_EndsOfCalls_AreTold(string state, int observed, int errors, int rejections, int notRun)
    {
        using var writer = Open(Newer);
        AddSession(writer, "s1");
        AddRow(writer, "m1", "s1", "assistant", 1, Step(100, Tool("call_1", "shell", state)));
        var read = _test.Read();
        Assert.Equal((observed, errors, rejections, notRun), (read.Observed, read.Errors, read.Rejections, read.NotRun));
    }

    private static string Step(int input, string content = "") =>
        $$$"""{"agent": "build", "model": {"id": "gpt-5.5", "providerID": "openai", "variant": "default"}, "content": [ {{{content}}} ], "finish": "stop", "cost": 0, "tokens": {"input": {{{input}}}, "output": 10, "reasoning": 5, "cache": {"read": 7, "write": 3}}, "time": {"created": 1, "completed": 2}}""";

    private static string Tool(string id, string name, string state) =>
        $$$"""{"type": "tool", "id": "{{{id}}}", "name": "{{{name}}}", "state": {{{state}}}, "time": {"created": 1, "ran": 1, "completed": 9}}""";

    private static string Message(int input, string cost) =>
        $$$"""{"role": "assistant", "modelID": "gpt-5.5", "cost": {{{cost}}}, "tokens": {"input": {{{input}}}, "output": 10, "reasoning": 5, "cache": {"read": 7, "write": 3}}, "time": {"created": 1, "completed": 2}}""";

    private static void AddSession(SqliteConnection writer, string id, long at = 0, string? fork = null) =>
        Run(
            writer,
            """
            INSERT INTO session_v2 (id, project_id, fork_session_id, slug, directory, version, time_created, time_updated)
            VALUES ($id, 'p', $fork, 'x', '/home/dev/shop', '2.0.14', $at, $at)
            """,
            ("$id", id),
            ("$fork", fork is null ? DBNull.Value : fork),
            ("$at", Begin + at)
        );

    private static void AddRow(SqliteConnection writer, string id, string session, string type, long at, string data) =>
        Run(
            writer,
            "INSERT INTO session_message VALUES ($id, $session, $type, $seq, $at, $at, $data)",
            ("$id", id),
            ("$session", session),
            ("$type", type),
            ("$seq", at),
            ("$at", Begin + at),
            ("$data", data)
        );

    private SqliteConnection Open(string schema)
    {
        SQLitePCL.Batteries_V2.Init();
        var path = _test.In("user/.local/share/opencode/opencode.db");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var database = new SqliteConnection($"Data Source={path};Pooling=False");
        database.Open();
        Run(database, schema);
        return database;
    }

    private ReportSource Source()
    {
        var store = new IndexStore(_test.Home);
        return new ReportSource(new UsageIndex(store, store.Catalog()), new ReportFilter(TimeZoneInfo.Utc));
    }

    private decimal? Cost() => UsageBreakdown.Total(Source()).CostUsd;

    private (string, int) Project() => UsageBreakdown.Projects(Source()).Select(project => (project.Name, project.Sessions)).Single();

    private static void Run(SqliteConnection database, string text, params (string Name, object Value)[] parameters)
    {
        using var command = database.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
