using Microsoft.Data.Sqlite;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;
using static ToolTime.Transcripts.Tests.ClientDatabase;

namespace ToolTime.Transcripts.Tests;

/// <summary>Sessions in databases, read alongside a client that writes them.</summary>
public sealed class DatabaseTests : IDisposable
{
    private const long Begin = 1_795_000_000_000;

    private readonly TranscriptHome _test = new();

    private string OpenCode => _test.In("user/.local/share/opencode/opencode.db");

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Read_BesideAWriterWithALog_CountsWhatIsCommittedAndNothingTwice()
    {
        using var writer = BeginOpenCode();
        AddSession(writer, "s1", 0);
        AddMessage(writer, "m1", "s1", 1, 100, completed: true);
        AddCall(writer, "p1", "m1", "s1", "completed");
        var first = _test.Read();
        Assert.Equal((1, 100, 1, 1), (first.Responses, first.Input, first.Calls, first.Observed));
        Assert.True(File.Exists(OpenCode + "-wal"));

        using (var open = writer.BeginTransaction())
        {
            AddMessage(writer, "m2", "s1", 2, 7, completed: true, open);
            Assert.Equal(first with { BytesRead = 0 }, _test.Read() with { BytesRead = 0 });
            open.Commit();
        }

        Assert.Equal((2, 107), (_test.Read().Responses, _test.Read().Input));
    }

    /// <summary>So it can be read where its folder may not be written. The path may have any character.</summary>
    [Fact]
    public void Read_DatabaseThatNobodyWrites_LeavesNothingBesideIt()
    {
        var path = _test.In("elsewhere/50% of #1?/work.db");
        _test.Environment["OPENCODE_DB"] = path;
        using (var writer = BeginOpenCode(path))
        {
            AddSession(writer, "s1", 0);
            AddMessage(writer, "m1", "s1", 1, 100, completed: true);
        }

        Assert.Equal((1, 100), (_test.Read().Responses, _test.Read().Input));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));

        using var again = Open(path);
        AddMessage(again, "m2", "s1", 2, 7, completed: true);
        Assert.Equal((2, 107), (_test.Read().Responses, _test.Read().Input));
    }

    [Fact]
    public void Read_MessageThatWasMovedFromAFile_CountsOnce()
    {
        var files = _test.In("user/.local/share/opencode/storage/message/s1");
        Directory.CreateDirectory(files);
        File.WriteAllText(Path.Combine(files, "msg_1.json"), MessageMadeAt(Begin + 1, 100));
        File.WriteAllText(Path.Combine(files, "msg_2.json"), MessageMadeAt(Begin + 2, 7));
        Assert.Equal((2, 107), (_test.Read().Responses, _test.Read().Input));

        using var writer = BeginOpenCode();
        AddSession(writer, "s1", 0);
        AddMessage(writer, "m1", "s1", 1, 100, completed: true);
        AddMessage(writer, "m3", "s1", 3, 30, completed: true);
        Assert.Equal((3, 137), (_test.Read().Responses, _test.Read().Input));
        static string MessageMadeAt(long at, int input) => Message(input, true).Replace("\"created\": 1", $"\"created\": {at}", StringComparison.Ordinal);
    }

    /// <summary>The variable names a path, or a name in the client's folder; what it names may also be what is found without it.</summary>
    [Theory]
    [InlineData("OPENCODE_DB", "work.db", "user/.local/share/opencode/work.db", 2)]
    [InlineData("OPENCODE_DB", "/elsewhere/work.db", "elsewhere/work.db", 2)]
    [InlineData("KILO_DB", "/elsewhere/work.db", "elsewhere/work.db", 2)]
    [InlineData("OPENCODE_DB", "opencode.db", "", 1)]
    [InlineData("OPENCODE_DB", ":memory:", "", 1)]
    [InlineData("NONE", "", "user/.local/share/kilo/opencode-beta.db", 2)]
    public void Read_DatabaseThatAVariableNames_IsReadToo(string variable, string value, string path, int responses)
    {
        using var usual = BeginOpenCode();
        AddSession(usual, "s1", 0);
        AddMessage(usual, "m1", "s1", 1, 100, completed: true);
        _test.Environment[variable] = value.StartsWith('/') ? _test.In(value[1..]) : value;
        if (path.Length > 0)
        {
            using var other = BeginOpenCode(_test.In(path));
            AddSession(other, "s2", 2);
            AddMessage(other, "m2", "s2", 3, 7, completed: true);
        }

        Assert.Equal(responses, _test.Read().Responses);
    }

    [Fact]
    public void Read_WorktreeOfTheClient_IsOfItsProject()
    {
        using var writer = BeginOpenCode();
        Run(
            writer,
            """
            CREATE TABLE project (id text, worktree text);
            INSERT INTO project VALUES ('p1', '/home/dev/shop'), ('global', '/');
            ALTER TABLE session ADD COLUMN project_id text;
            INSERT INTO session VALUES ('s1', NULL, '/home/dev/.local/share/opencode/worktree/p1/calm-fox', 1795000000000, 1, 'p1'),
                ('s2', NULL, '/home/dev/shop/api', 1795000000000, 1, 'p1'),
                ('s3', NULL, '/home/dev/.local/share/opencode/worktree/g/quiet-owl', 1795000000000, 1, 'global')
            """
        );
        AddMessage(writer, "m1", "s1", 1, 100, completed: true);
        AddMessage(writer, "m2", "s2", 2, 100, completed: true);
        AddMessage(writer, "m3", "s3", 3, 100, completed: true);
        _test.Read();
        var sessions = new IndexStore(_test.Home).Catalog().Sessions;
        Assert.Equal(["api", "quiet-owl", "shop"], sessions.Select(session => session.Project).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_TimesInSeconds_AreOfTheirDay()
    {
        using var writer = BeginOpenCode();
        AddSession(writer, "s1", 0);
        Run(writer, "INSERT INTO message VALUES ('m1', 's1', 1795168800, 1795168800, $data)", ("$data", Message(100, completed: true)));
        _test.Read();
        var store = new IndexStore(_test.Home);
        var source = new ReportSource(new UsageIndex(store, store.Catalog()), new ReportFilter(TimeZoneInfo.Utc));
        Assert.Equal("2026-11-20", Assert.Single(UsageBreakdown.Daily(source)).Period);
    }

    [Fact]
    public void Read_FileOfAMessageWithSteps_HasTheResponsesOfAll()
    {
        var storage = _test.In("user/.local/share/opencode/storage");
        Directory.CreateDirectory(Path.Combine(storage, "message", "s1"));
        Directory.CreateDirectory(Path.Combine(storage, "part", "msg_1"));
        File.WriteAllText(
            Path.Combine(storage, "message", "s1", "msg_1.json"),
            Message(100, true).Replace("\"created\": 1", $"\"created\": {Begin + 1}", StringComparison.Ordinal)
        );
        foreach (var (name, input) in new[] { ("prt_1", 40), ("prt_2", 100) })
        {
            File.WriteAllText(
                Path.Combine(storage, "part", "msg_1", name + ".json"),
                $$$"""{"type":"step-finish","cost":0.1,"tokens":{"input":{{{input}}},"output":5,"cache":{"read":0,"write":0} } }"""
            );
        }

        Assert.Equal((2, 140), (_test.Read().Responses, _test.Read().Input));
    }

    [Fact]
    public void Read_RowsThatChangeInPlace_AreReadAgainUntilTheyAreDone()
    {
        using var writer = BeginOpenCode();
        AddSession(writer, "s1", 0);
        AddMessage(writer, "m1", "s1", 1, 0, completed: false);
        AddCall(writer, "p1", "m1", "s1", "running");
        Assert.Equal((0, 1, 0), (_test.Read().Responses, _test.Read().Calls, _test.Read().Observed));

        Run(writer, "UPDATE message SET data = $data", ("$data", Message(100, completed: true)));
        Run(writer, "UPDATE part SET data = $data", ("$data", Call("completed", ", \"metadata\": {\"exit\": 2}")));
        var read = _test.Read();
        Assert.Equal((1, 100, 1, 1, 1), (read.Responses, read.Input, read.Calls, read.Observed, read.Errors));
    }

    /// <summary>The message has the tokens of only its last step, and the cost of all.</summary>
    [Fact]
    public void Read_MessageOfSeveralSteps_CountsEachOnceAlsoAsTheyCome()
    {
        using var writer = BeginOpenCode();
        AddSession(writer, "s1", 0);
        AddMessage(writer, "m1", "s1", 1, 0, completed: false);
        AddStep("p1", 100, "0.5");
        SetMessage(100, "0.5");
        Assert.Equal((1, 100, 0.5m), Found());

        AddStep("p2", 70, "0.25");
        SetMessage(70, "0.75");
        Assert.Equal((2, 170, 0.75m), Found());

        void AddStep(string id, int input, string cost) =>
            Run(
                writer,
                "INSERT INTO part VALUES ($id, 'm1', 's1', 1, 1, $data)",
                ("$id", id),
                ("$data", $$$"""{"type": "step-finish", "cost": {{{cost}}}, "tokens": {"input": {{{input}}}, "output": 0}}""")
            );

        void SetMessage(int input, string cost) =>
            Run(
                writer,
                "UPDATE message SET data = $data",
                (
                    "$data",
                    Message(input, completed: false).Replace("\"tokens\"", $"\"cost\": {cost}, \"tokens\"", StringComparison.Ordinal)
                )
            );

        (int, long, decimal?) Found()
        {
            var read = _test.Read();
            var store = new IndexStore(_test.Home);
            var source = new ReportSource(new UsageIndex(store, store.Catalog()), new ReportFilter(TimeZoneInfo.Utc));
            return (read.Responses, read.Input, UsageBreakdown.Total(source).CostUsd);
        }
    }

    [Fact]
    public void Read_SessionThatWasDeleted_StaysCounted()
    {
        using var writer = BeginOpenCode();
        AddSession(writer, "s1", 0);
        AddMessage(writer, "m1", "s1", 1, 100, completed: true);
        AddSession(writer, "s2", 9);
        AddMessage(writer, "m2", "s2", 10, 20, completed: true);
        Assert.Equal(2, _test.Read().Responses);
        Run(writer, "DELETE FROM message WHERE session_id = 's1'");
        Run(writer, "DELETE FROM session WHERE id = 's1'");
        AddMessage(writer, "m3", "s2", 11, 3, completed: true);
        Assert.Equal((3, 123), (_test.Read().Responses, _test.Read().Input));
    }

    [Fact]
    public void Read_RowsThatAreNotUnderstood_CountsThemAndReadsTheOthers()
    {
        using var writer = BeginOpenCode();
        AddSession(writer, "s1", 0);
        AddMessage(writer, "m1", "s1", 1, 100, completed: true);
        Run(writer, "INSERT INTO message VALUES ('m2', 's1', 2, 2, '{\"role\": \"assistant\", \"tokens\": {\"input\": \"many\"}}')");
        Run(writer, "INSERT INTO message VALUES ('m3', 's1', 3, 3, '{\"role\"')");
        var read = _test.Read();
        Assert.Equal((1, 1, 1), (read.Responses, read.Skipped.Foreign, read.Skipped.Torn));
    }

    [Fact]
    public void Read_RowThatIsNotUnderstood_CountsUntilItsSessionHasNone()
    {
        using var writer = BeginOpenCode();
        AddSession(writer, "s1", 0);
        Run(writer, "INSERT INTO message VALUES ('m1', 's1', 1, 1, '{\"role\"')");
        Assert.Equal(1, _test.Read().Skipped.Torn);

        // Another session has something new.
        AddSession(writer, "s2", 0);
        AddMessage(writer, "m2", "s2", 2, 100, completed: true);
        Assert.Equal((1, 1), (_test.Read().Responses, _test.Read().Skipped.Torn));

        Run(writer, "DELETE FROM message WHERE id = 'm1'");
        Run(writer, "UPDATE session SET time_updated = time_updated + 5 WHERE id = 's1'");
        AddMessage(writer, "m3", "s1", 3, 20, completed: true);
        Assert.Equal((2, 0), (_test.Read().Responses, _test.Read().Skipped.Torn));
    }

    [Fact]
    public void Read_RowsWithoutValues_DoNotCostTheOthers()
    {
        using var writer = BeginOpenCode();
        Run(writer, "INSERT INTO session (id) VALUES ('s1')");
        AddMessage(writer, "m1", "s1", 1, 100, completed: true);
        Run(writer, "INSERT INTO message (id, session_id) VALUES ('m2', 's1')");
        var read = _test.Read();
        Assert.Equal((1, 1), (read.Responses, read.Skipped.Torn));
    }

    [Theory]
    [InlineData("This is no database, and long enough to be one: 0123456789012345678901234567890123456789012345678901234567890")]
    [InlineData("")]
    public void Read_NoDatabase_IsSaidAndTheRestIsRead(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(OpenCode)!);
        File.WriteAllText(OpenCode, content);
        _test.Write("s.jsonl", Lines.Response("a"));
        var read = _test.Read();
        Assert.Equal((1, content.Length > 0 ? 1 : 0), (read.Responses, read.Skipped.Unreadable));
    }

    [Fact]
    public void Read_DatabaseOfAnotherVersion_IsSaid()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(OpenCode)!);
        using (var writer = Open(OpenCode))
        {
            Run(writer, "CREATE TABLE something (id text)");
        }

        Assert.Equal(1, _test.Read().Skipped.Unreadable);
    }

    private SqliteConnection BeginOpenCode() => BeginOpenCode(OpenCode);

    private static SqliteConnection BeginOpenCode(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var writer = Open(path);
        Run(writer, "PRAGMA journal_mode = wal");
        Run(
            writer,
            """
            CREATE TABLE session (id text PRIMARY KEY, parent_id text, directory text, time_created integer, time_updated integer);
            CREATE TABLE message (id text PRIMARY KEY, session_id text, time_created integer, time_updated integer, data text);
            CREATE TABLE part (id text PRIMARY KEY, message_id text, session_id text, time_created integer, time_updated integer, data text);
            CREATE INDEX part_session_idx ON part (session_id);
            """
        );
        return writer;
    }

    private static void AddSession(SqliteConnection writer, string id, long at) =>
        Run(writer, "INSERT INTO session VALUES ($id, NULL, '/home/dev/shop', $at, $at)", ("$id", id), ("$at", Begin + at));

    private static void AddMessage(
        SqliteConnection writer,
        string id,
        string session,
        long at,
        int input,
        bool completed,
        SqliteTransaction? transaction = null
    ) =>
        Run(
            writer,
            "INSERT INTO message VALUES ($id, $session, $at, $at, $data)",
            transaction,
            ("$id", id),
            ("$session", session),
            ("$at", Begin + at),
            ("$data", Message(input, completed))
        );

    private static string Message(int input, bool completed) =>
        $$$"""{"role": "assistant", "modelID": "gpt-5.5", "tokens": {"input": {{{input}}}, "output": 0, "reasoning": 0, "cache": {"read": 0, "write": 0}}, "time": {"created": 1{{{(completed ? ", \"completed\": 2" : "")}}}}}""";

    private static void AddCall(SqliteConnection writer, string id, string message, string session, string status) =>
        Run(
            writer,
            "INSERT INTO part VALUES ($id, $message, $session, $at, $at, $data)",
            ("$id", id),
            ("$message", message),
            ("$session", session),
            ("$at", Begin),
            ("$data", Call(status, ""))
        );

    private static string Call(string status, string more) =>
        $$$"""{"type": "tool", "tool": "bash", "callID": "c1", "state": {"status": "{{{status}}}"{{{more}}}}}""";
}
