using System.Diagnostics;
using System.Text;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Tests;

/// <summary>A home for one test, and the built command run as a real process in it, with an otherwise empty environment.</summary>
internal sealed class TestHome : IDisposable
{
    // The one next to the tests, or another to test instead, such as a published one.
    public static readonly string Command = System.Environment.GetEnvironmentVariable("TOOLTIME_COMMAND")
        ?? Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "tooltime.exe" : "tooltime");

    /// <summary>Whether the command is the one native file that people install.</summary>
    public static readonly bool IsNative = !OperatingSystem.IsWindows() && !File.Exists(Command + ".dll");

    private readonly string _root = Directory.CreateTempSubdirectory("tooltime test ж ").FullName;

    public TestHome(string? clock = null)
    {
        Environment["HOME"] = User;
        Environment["TOOLTIME_HOME"] = Home;
        // No server listens there; tests that send use a server of their own.
        Environment["TOOLTIME_ENDPOINT"] = "http://127.0.0.1:9";
        Directory.CreateDirectory(User);
        if (clock is not null)
        {
            SetClock(clock);
        }
    }

    public Dictionary<string, string> Environment { get; } = [];

    public string Home => Path.Combine(_root, "home");

    public string User => Path.Combine(_root, "user");

    public string Config => Path.Combine(Home, "config.json");

    public IEnumerable<string> Files => Directory.EnumerateFiles(Home, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public void SetClock(string instant)
    {
        Environment["TOOLTIME_CLOCK_FILE"] = Path.Combine(_root, "clock");
        File.WriteAllText(Environment["TOOLTIME_CLOCK_FILE"], instant);
    }

    public CommandResult Run(params string[] arguments) => RunWithInput("", arguments);

    public CommandResult Hook(string input) => RunWithInput(input, "hook");

    /// <summary>Records as <see cref="Hook"/> does, without a process for each.</summary>
    public void HookAll(IEnumerable<string> inputs)
    {
        var home = new ToolTimeHome(Home);
        var clock = HomeClock.Locate(Environment.GetValueOrDefault)!;
        var secret = LocalSecret.Read(home, clock) ?? LocalSecret.Create(home, clock)!;
        var path = home.EventsOf(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        foreach (var input in inputs)
        {
            var scanner = new JsonFieldScanner(HookInput.Fields);
            scanner.Feed(Encoding.UTF8.GetBytes(input));
            ToolTime.Recording.Hooks.EventLog.Append(
                path,
                EventLine.Write(new HookInput(scanner), ClientName.ClaudeCode, secret, clock.GetUtcNow())
            );
        }
    }

    public CommandResult RunWithInput(string input, params string[] arguments)
    {
        using var command = Start(arguments);
        command.Write(input);
        return command.CloseInputAndEnd();
    }

    /// <summary>Waits until an upload in progress has finished.</summary>
    public void WaitForUpload()
    {
        using var held = FileLock.Acquire(new ToolTimeHome(Home).WorkLock, TimeSpan.FromSeconds(60));
        Assert.NotNull(held);
    }

    public CommandResult RunIn(string folder, params string[] arguments)
    {
        using var command = Start(folder, arguments);
        return command.CloseInputAndEnd();
    }

    /// <summary>Runs a shell script, in which `$COMMAND` is the command.</summary>
    public (int ExitCode, string Output) Shell(string script)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true, WorkingDirectory = User };
        CopyEnvironmentTo(start);
        start.Environment["COMMAND"] = Command;
        start.Environment["PATH"] = System.Environment.GetEnvironmentVariable("PATH");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    public RunningCommand Start(params string[] arguments) => Start(User, arguments);

    /// <summary>The environment of this home only.</summary>
    public void CopyEnvironmentTo(ProcessStartInfo start)
    {
        var runtime = System.Environment.GetEnvironmentVariable("DOTNET_ROOT");
        start.Environment.Clear();
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        if (runtime is not null)
        {
            start.Environment["DOTNET_ROOT"] = runtime;
        }
    }

    private RunningCommand Start(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(Command, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            WorkingDirectory = folder,
        };
        CopyEnvironmentTo(start);
        return new RunningCommand(start);
    }
}
