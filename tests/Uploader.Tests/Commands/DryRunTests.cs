using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using ToolTime.Monitor.Web;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;
using ToolTime.Uploader.Commands;
using ToolTime.Uploader.Invocation;
using ToolTime.Transcripts.Tests;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>
/// `--dry-run` of every verb that changes something: it ends as the real run does, and leaves every file as it was. Commands run in this
/// process.
/// </summary>
public sealed class DryRunTests
{
    private const string Ok = LoopbackServer.Accepted;

    // In an order in which each has something to change. In a path, ~ is the user's folder.
    private static readonly string[] InOrder =
    [
        "connect --user --skill --statusline --otlp",
        "connect --user --agent codex",
        "config set sentiment on",
        "config set shared_kinds tools",
        "config set shared_kinds default",
        "budget set day 20",
        "budget set day off",
        "alerts add log ~/alerts.log",
        "alerts test",
        "alerts remove 1",
        "security on",
        "security block --from high",
        "security block --off",
        "security off",
        "share on --yes",
        "consent --only tools,models",
        "backfill",
        "share now",
        "projects off ~/shop",
        "projects on ~/shop",
        "share delete-me --yes",
        "share off",
        "cells export ~/cells.json",
        "export usage --output ~/usage.jsonl",
        "export audit --output ~/audit.csv --format csv",
        "cleanup --older-than 0",
        "disconnect --user",
        "disconnect --user --agent codex",
    ];

    // A process is started, stopped or opened: only the dry run is made here.
    private static readonly string[] OfProcesses = ["serve --port 0", "serve --port 0 --detach", "stop", "dashboard"];

    [Fact]
    public void Verbs_ThatHaveADryRun_AreAllTried()
    {
        var tried = InOrder.Concat(OfProcesses).Select(line => NameOf(CommandLine.Root().Parse(line).CommandResult.Command));
        Assert.Equal(WithDryRun(CommandLine.Root()).Select(NameOf).ToHashSet(), tried.ToHashSet());
    }

    [Fact]
    public void DryRun_OfEachVerb_ChangesNothingAndEndsAsTheRealRun()
    {
        using var server = new LoopbackServer(Ok);
        using var test = Recorded(server);
        foreach (var line in InOrder)
        {
            var (before, requests) = (Content(test), server.Requests.Count);
            if (line is "backfill")
            {
                test.SetClock("2026-11-21T10:00:00Z");
            }

            var words = Run(test, line + " --dry-run");
            Assert.StartsWith("This is a dry run: nothing is changed, sent or started.", words.Messages, StringComparison.Ordinal);
            var planned = Run(test, line + " --dry-run --json");
            Assert.Equal(before, Content(test));
            Assert.Equal(requests, server.Requests.Count);
            Assert.True((bool?)JsonNode.Parse(planned.Output)!["dry_run"], line);

            var real = Run(test, line + " --json");
            Assert.False((bool?)JsonNode.Parse(real.Output)!["dry_run"], line);
            Assert.Equal((line, real.ExitCode, real.ExitCode), (line, words.ExitCode, planned.ExitCode));
            Assert.True(!before.SequenceEqual(Content(test)), $"{line} changed nothing.");
        }
    }

    [Fact]
    public void DryRun_OfAVerbThatFails_FailsToo()
    {
        using var server = new LoopbackServer(Ok);
        using var test = Recorded(server);
        string[] lines =
        [
            "projects off ~/nowhere",
            "alerts remove 7",
            "config set api_endpoint nonsense",
            "share now",
            "share delete-me --yes",
            "backfill",
            "stop",
            "dashboard",
        ];
        foreach (var line in lines)
        {
            var before = Content(test);
            var planned = Run(test, line + " --dry-run");
            Assert.Equal(before, Content(test));
            Assert.Equal((line, Run(test, line).ExitCode), (line, planned.ExitCode));
            Assert.NotEqual((line, 0), (line, planned.ExitCode));
        }
    }

    [Fact]
    public void DryRun_OfStopAndDashboard_AsksTheRunningServeForNothing()
    {
        using var server = new LoopbackServer(Ok);
        using var test = new TestHome();
        var home = new ToolTimeHome(test.Home);
        var port = new Uri(server.Address).Port;
        new ServeFile { Pid = 1, Port = port, OtlpPort = null, Token = "t", Version = "1" }.Write(home);
        FileLock.Acquire(home.ServeLock)!.Dispose();
        var before = Content(test);
        using (FileLock.Acquire(home.ServeLock))
        {
            Assert.Equal($$"""{"dry_run":true,"port":{{port}}}""" + "\n", Run(test, "stop --dry-run --json").Output);
            Assert.Equal(
                $$"""{"dry_run":true,"address":"http://127.0.0.1:{{port}}/","is_opened":true}""" + "\n",
                Run(test, "dashboard --dry-run --json").Output
            );
            Assert.Equal(3, Run(test, "serve --dry-run").ExitCode);
        }

        Assert.Empty(server.Requests);
        // What one that was killed left behind.
        Assert.Equal(3, Run(test, "stop --dry-run").ExitCode);
        Assert.Equal(before, Content(test));
    }

    [Fact]
    public void DryRun_OfServe_NamesItsPortsAndStartsNothing()
    {
        using var server = new LoopbackServer(Ok);
        using var test = new TestHome();
        var port = new Uri(server.Address).Port;
        Assert.Equal(
            """{"dry_run":true,"pid":null,"port":0,"otlp_port":null}""" + "\n",
            Run(test, $"serve --port 0 --otlp-port {port} --dry-run --json").Output
        );
        Assert.Equal(1, Run(test, $"serve --port {port} --detach --dry-run").ExitCode);
        Assert.False(Directory.Exists(test.Home));
    }

    private static IEnumerable<Command> WithDryRun(Command command) =>
        command
            .Subcommands.SelectMany(WithDryRun)
            .Concat(command.Options.Any(option => option.Name == "--dry-run") ? [command] : Array.Empty<Command>());

    private static string NameOf(Command command) =>
        command.Parents.FirstOrDefault() is Command parent and not RootCommand ? $"{NameOf(parent)} {command.Name}" : command.Name;

    private static TestHome Recorded(LoopbackServer server)
    {
        var test = new TestHome("2026-11-18T10:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        var folder = Path.Combine(test.User, ".claude", "projects", "-home-dev-shop");
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(Path.Combine(test.User, "shop"));
        File.WriteAllText(Path.Combine(test.User, ".claude", "settings.json"), "{\n  // mine\n  \"env\": {}\n}\n");
        File.WriteAllLines(
            Path.Combine(folder, "s.jsonl"),
            [
                Lines.Response("19", at: "2026-11-19T09:00:00.000Z", content: Lines.Call("t19", "Bash")),
                Lines.Result("t19", at: "2026-11-19T09:00:01.000Z"),
            ]
        );
        test.HookAll(RecordedHooks.Lines);
        var audit = Path.Combine(new ToolTimeHome(test.Home).Audit, "2026-11-01.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(audit)!);
        File.WriteAllText(audit, "{}\n");
        return test;
    }

    private static CommandResult Run(TestHome test, string line)
    {
        using var output = new MemoryStream();
        using var messages = new StringWriter { NewLine = "\n" };
        var root = CommandLine.Root(() => new CommandContext(
            new ToolTimeHome(test.Home),
            HomeClock.Locate(test.Environment.GetValueOrDefault)!,
            test.Environment.GetValueOrDefault,
            output,
            messages
        ));
        string[] words = [.. line.Split(' ').Select(word => word.Replace("~", test.User, StringComparison.Ordinal))];
        var exitCode = root.Parse(words).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        return new CommandResult(exitCode, Encoding.UTF8.GetString(output.ToArray()), messages.ToString());
    }

    /// <summary>Every file and folder of the home and the user, with its content.</summary>
    private static string[] Content(TestHome test) =>
        [
            .. new[] { test.Home, test.User }
                .Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
                .Order(StringComparer.Ordinal)
                .Select(path => path + (Directory.Exists(path) ? "" : ": " + Convert.ToBase64String(File.ReadAllBytes(path)))),
        ];
}
