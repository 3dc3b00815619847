using System.Text.Json.Nodes;
using ToolTime.Monitor.Web;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>`connect --otlp` and back.</summary>
public sealed class ConnectOtlpTests
{
    private const string Settings = "{\n  // mine\n  \"env\": { \"EDITOR\": \"vi\" },\n  \"hooks\": {}\n}";

    public ConnectOtlpTests() =>
        Assert.SkipWhen(LocalPort.Answers(ServeOptions.DefaultOtlpPort), "Another program has the port for telemetry.");

    [Theory]
    [InlineData(Settings)]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("{\"env\":{\"A\":\"1\"}}")]
    public void Connect_WithTelemetry_IsUndoneByteForByte(string settings)
    {
        using var test = new TestHome();
        var path = Write(test, settings);

        Assert.Equal(0, test.Run("connect", "--otlp").ExitCode);

        var env = Env(path);
        Assert.Equal("http://127.0.0.1:4318/v1/logs", env["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"]!.GetValue<string>());
        var token = IntakeToken.Read(new(test.Home));
        Assert.NotNull(token);
        Assert.Equal($"Authorization=Bearer {token}", env["OTEL_EXPORTER_OTLP_LOGS_HEADERS"]!.GetValue<string>());
        Assert.DoesNotContain(env, variable => variable.Key is "OTEL_EXPORTER_OTLP_HEADERS" or "OTEL_METRICS_EXPORTER");
        var connected = File.ReadAllText(path);
        Assert.Contains("connected already", test.Run("connect", "--otlp").Messages);
        Assert.Equal(connected, File.ReadAllText(path));

        Assert.Equal(0, test.Run("disconnect", "--user").ExitCode);
        Assert.Equal(settings, File.ReadAllText(path));
    }

    [Theory]
    [InlineData(null, 0b110_000_000)]
    [InlineData(Settings, 0b110_100_100)]
    public void Connect_SettingsWithTheToken_AreTheOwnersWhereTheyAreNew(string? before, int mode)
    {
        using var test = new TestHome();
        var path = Path.Combine(test.User, ".claude", "settings.json");
        if (before is not null)
        {
            Write(test, before);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, (UnixFileMode)mode);
            }
        }

        Assert.Equal(0, test.Run("connect", "--otlp").ExitCode);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal((UnixFileMode)mode, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void Disconnect_VariableThatTheUserSet_Stays()
    {
        using var test = new TestHome();
        var path = Write(test, """{"env":{"CLAUDE_CODE_ENABLE_TELEMETRY":"1","OTEL_METRICS_EXPORTER":"otlp"}}""");
        Assert.Equal(0, test.Run("connect", "--otlp").ExitCode);
        File.WriteAllText(path, File.ReadAllText(path).Replace("{\"env\"", "{\"model\":\"opus\",\"env\"", StringComparison.Ordinal));
        Assert.Equal(0, test.Run("disconnect", "--user").ExitCode);
        Assert.Equal(
            """{"model":"opus","env":{"CLAUDE_CODE_ENABLE_TELEMETRY":"1","OTEL_METRICS_EXPORTER":"otlp"}}""",
            File.ReadAllText(path)
        );
    }

    // Somebody removed the hooks by hand, so the backup is of settings that had our variables.
    [Fact]
    public void Disconnect_VariablesOfAnEarlierConnect_AreNotTakenForTheUsers()
    {
        using var test = new TestHome();
        var path = Write(test, "{}");
        test.Run("connect", "--otlp");
        var settings = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        settings.Remove("hooks");
        File.WriteAllText(path, settings.ToJsonString());
        test.Run("connect", "--otlp");
        File.WriteAllText(path, File.ReadAllText(path).Replace("{\"env\"", "{\"model\":\"opus\",\"env\"", StringComparison.Ordinal));

        Assert.Equal(0, test.Run("disconnect", "--user").ExitCode);
        Assert.DoesNotContain("OTEL_", File.ReadAllText(path));
    }

    // They have no secret, and the project's other users may read them.
    [Fact]
    public void Connect_SettingsWithoutTheToken_AreLikeAnyNewFile()
    {
        using var test = new TestHome();
        Directory.CreateDirectory(test.User);
        File.WriteAllText(Path.Combine(test.User, "other"), "");
        test.Run("connect", "--user");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                File.GetUnixFileMode(Path.Combine(test.User, "other")),
                File.GetUnixFileMode(Path.Combine(test.User, ".claude", "settings.json"))
            );
        }
    }

    [Fact]
    public void Connect_InAProject_WritesNoTokenThere()
    {
        using var test = new TestHome();
        var project = Path.Combine(test.User, "p");
        Directory.CreateDirectory(project);
        Assert.Equal(0, test.RunIn(project, "connect", "--otlp").ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(project));
        Assert.NotNull(Env(Path.Combine(test.User, ".claude", "settings.json"))["OTEL_LOGS_EXPORTER"]);
    }

    [Fact]
    public void Connect_WhereLogsGoToSomebodyElse_ChangesNothing()
    {
        const string Theirs = """{"env": {"OTEL_EXPORTER_OTLP_LOGS_ENDPOINT": "https://collector.example/v1/logs"}}""";
        using var test = new TestHome();
        var path = Write(test, Theirs);
        var refused = test.Run("connect", "--otlp");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", refused.Messages);
        Assert.Equal(Theirs, File.ReadAllText(path));
        Assert.Equal(0, test.Run("connect", "--user").ExitCode);
        Assert.Equal(0, test.Run("disconnect", "--user").ExitCode);
        Assert.Equal(Theirs, File.ReadAllText(path));
    }

    [Fact]
    public void Connect_WhereServeTakesNoTelemetry_ChangesNothing()
    {
        using var test = new TestHome();
        var home = new ToolTimeHome(test.Home);
        var path = Write(test, Settings);
        new ServeFile
        {
            Pid = 1,
            Port = 1,
            OtlpPort = null,
            Token = "t",
            Version = "1",
        }.Write(home);
        using (FileLock.Acquire(home.ServeLock))
        {
            var refused = test.Run("connect", "--otlp");
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("takes no telemetry", refused.Messages);
            Assert.Equal(Settings, File.ReadAllText(path));
        }

        // That one was killed.
        Assert.Equal(0, test.Run("connect", "--otlp").ExitCode);
    }

    [Fact]
    public void Disconnect_AfterAChange_TakesOurVariablesAlone()
    {
        using var test = new TestHome();
        var path = Write(test, Settings);
        test.Run("connect", "--otlp");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"vi\"", "\"nano\"", StringComparison.Ordinal));
        Assert.Equal(0, test.Run("disconnect", "--user").ExitCode);
        Assert.Equal("nano", Assert.Single(Env(path)).Value!.GetValue<string>());
    }

    [Fact]
    public void Doctor_OfTelemetry_SaysWhetherItArrives()
    {
        using var test = new TestHome();
        Assert.Equal("ok", Check(test, "telemetry")["state"]!.GetValue<string>());
        test.Run("connect", "--otlp");
        Assert.Equal("warning", Check(test, "telemetry")["state"]!.GetValue<string>());
        File.Delete(new ToolTimeHome(test.Home).IntakeToken);
        Assert.Equal("fault", Check(test, "telemetry")["state"]!.GetValue<string>());
        Assert.Contains("Counted by transcripts", Check(test, "recorders")["found"]!.GetValue<string>());
    }

    [Fact]
    public void Connect_Codex_SaysWhatToWrite()
    {
        using var test = new TestHome();
        var connected = test.Run("connect", "--otlp", "--agent", "codex");
        Assert.Equal(0, connected.ExitCode);
        Assert.Contains("exporter = { otlp-http = { endpoint = \"http://127.0.0.1:4318/v1/logs\"", connected.Messages);
        Assert.DoesNotContain("OTEL_", File.ReadAllText(Path.Combine(test.User, ".codex", "hooks.json")));
        Assert.Contains("\n[otel]\n", connected.Messages);

        // Codex refuses a file with two tables of a name.
        File.WriteAllText(Path.Combine(test.User, ".codex", "config.toml"), "[otel]\nenvironment = \"dev\"\n");
        AssertAddsNoTable();
        File.WriteAllText(Path.Combine(test.User, ".codex", "config.toml"), " [ otel ] # none yet\n");
        AssertAddsNoTable();

        void AssertAddsNoTable()
        {
            var again = test.Run("connect", "--otlp", "--agent", "codex").Messages;
            Assert.Contains("set in its table [otel], in place of its `exporter`", again);
            Assert.DoesNotContain("\n[otel]\n", again);
        }
    }

    private static JsonNode Check(TestHome test, string name) =>
        JsonNode.Parse(test.Run("doctor", "--json").Output)!["checks"]!
            .AsArray()
            .Single(check => check!["check"]!.GetValue<string>() == name)!;

    private static JsonObject Env(string path) =>
        JsonNode.Parse(File.ReadAllText(path), documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })![
            "env"
        ]!.AsObject();

    private static string Write(TestHome test, string settings)
    {
        var path = Path.Combine(test.User, ".claude", "settings.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, settings);
        return path;
    }
}
