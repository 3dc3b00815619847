using System.Text;
using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Canaries;

/// <summary>
/// Marked secrets come in through every field of hooks and transcripts, the configuration and the environment: none is in what leaves the
/// machine, nor in any file that the command stores. Names stay on the machine.
/// </summary>
public sealed class ClientCanaryTests : IDisposable
{
    private const int Enough = 500;

    /// <summary>What shows names to the user, and to no one else.</summary>
    private static readonly string[] ForTheOwner = ["events", "rollups", "usage", "stats.json"];

    private readonly LoopbackServer _server = new(LoopbackServer.Accepted);
    private readonly TestHome _test = new("2026-11-18T10:00:00Z");
    private readonly MarkedLines _marked = new();

    public void Dispose()
    {
        _test.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void Share_SecretsInEveryPlace_LeaveNeitherTheMachineNorTraces()
    {
        _test.Environment["TOOLTIME_ENDPOINT"] = _server.Address;
        foreach (
            var name in (string[])["USER", "LOGNAME", "HOSTNAME", "EMAIL", "ANTHROPIC_API_KEY", "OPENAI_API_KEY", "GIT_AUTHOR_EMAIL", "PWD"]
        )
        {
            _test.Environment[name] = _marked.Next();
        }

        Assert.Equal(0, _test.Run("share", "on", "--yes").ExitCode);
        var config = JsonNode.Parse(File.ReadAllText(_test.Config))!;
        config["of_another_version"] = _marked.Next();
        File.WriteAllText(_test.Config, config.ToJsonString());

        _test.SetClock("2026-11-21T10:00:00Z");
        var hooks = _marked.Of(RecordedHooks.Lines).ToList();
        _test.HookAll(hooks);
        foreach (var line in hooks.Take(10))
        {
            Assert.Equal(CommandResult.Silence, _test.Hook(line));
        }

        WriteTranscripts();
        foreach (
            var command in (string[][])
                [
                    ["summarize", "--all"],
                    ["daily"],
                    ["sessions"],
                    ["backfill"],
                    ["share", "preview"],
                    ["share", "now"],
                    ["share", "log"],
                    ["share", "status", "--json"],
                ]
        )
        {
            var result = _test.Run(command);
            Assert.True(result.ExitCode is 0 or 3, $"{string.Join(' ', command)}: {result.Messages}");
            Assert.DoesNotContain(MarkedLines.Secret, result.Output + result.Messages, StringComparison.OrdinalIgnoreCase);
            if (command[0] == "share")
            {
                Assert.DoesNotContain(MarkedLines.Name, result.Output + result.Messages, StringComparison.OrdinalIgnoreCase);
            }
        }

        AssertNothingLeft();
        Assert.Equal([], _test.Files.Where(file => file != _test.Config).SelectMany(LinesWithASecret));
        var named = _test.Files.Where(file => Holds(File.ReadAllBytes(file), MarkedLines.Name)).Select(Relative).ToList();
        Assert.All(named, file => Assert.Contains(file.Split('/')[0], ForTheOwner));
        Assert.Contains(named, file => file.StartsWith("rollups/", StringComparison.Ordinal));
        Assert.True(_marked.Made > Enough, $"Only {_marked.Made} secrets were made.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{_marked.Made} secrets; by name in {string.Join(", ", named)}");
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("utf16")]
    [InlineData("hex")]
    public void Holds_APlantedSecret_IsTrue(string way)
    {
        var bytes = Encoding.UTF8.GetBytes($"x{_marked.Next()}y");
        Assert.True(
            Holds(
                way switch
                {
                    "plain" => bytes,
                    "utf16" => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes)),
                    _ => Encoding.UTF8.GetBytes(Convert.ToHexString(bytes)),
                },
                MarkedLines.Secret
            )
        );
        Assert.False(Holds("qz7kanar"u8.ToArray(), MarkedLines.Secret));
    }

    private static bool Holds(byte[] bytes, string mark)
    {
        var text = Encoding.Latin1.GetString(bytes);
        string[] written =
        [
            mark,
            Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(mark)),
            Convert.ToHexStringLower(Encoding.UTF8.GetBytes(mark)),
        ];
        return written.Any(way => text.Contains(way, StringComparison.OrdinalIgnoreCase));
    }

    private void WriteTranscripts()
    {
        var folder = Path.Combine(_test.User, ".claude", "projects", "-home-dev-project");
        Directory.CreateDirectory(folder);
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "fixtures", "claude-code-2.1.197", "transcript.jsonl"));
        File.WriteAllLines(Path.Combine(folder, "f8fcc89f-ebd9-4800-addc-a5adf994892c.jsonl"), [.. lines, .. _marked.Of(lines)]);
    }

    private void AssertNothingLeft()
    {
        var request = Assert.Single(_server.Requests);
        var sent = request.Line + string.Join('\n', request.Headers) + Encoding.UTF8.GetString(request.Body);
        Assert.Contains("\"custom\"", sent, StringComparison.Ordinal);
        foreach (var mark in (string[])[MarkedLines.Secret, MarkedLines.Name])
        {
            Assert.DoesNotContain(mark, sent, StringComparison.OrdinalIgnoreCase);
        }
    }

    private IEnumerable<string> LinesWithASecret(string path) =>
        Holds(File.ReadAllBytes(path), MarkedLines.Secret)
            ? File.ReadLines(path).Where(line => Holds(Encoding.UTF8.GetBytes(line), MarkedLines.Secret)).Prepend(Relative(path))
            : [];

    private string Relative(string path) => Path.GetRelativePath(_test.Home, path).Replace('\\', '/');
}
