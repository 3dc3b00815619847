using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests;

/// <summary>A user with the real client on their own machine: a home folder, and the command as a process for each call.</summary>
internal sealed class ClientUser(string folder, string clockPath)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Home { get; } = Path.Combine(folder, "home");

    /// <summary>Passes the recorded session through the hook once, under a given name.</summary>
    public async Task WorkAsync(string session)
    {
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "fixtures", "hooks.jsonl")))
        {
            var input = line
                .Replace("f8fcc89f-ebd9-4800-addc-a5adf994892c", session, StringComparison.Ordinal)
                .Replace("toolu_", $"toolu_{session}_", StringComparison.Ordinal);
            var (exitCode, output) = await RunAsync(["hook"], input, endpoint: null);
            Assert.Equal((0, ""), (exitCode, output));
        }
    }

    /// <summary>Makes the agent call Bash once, of which only the hook after the call is recorded.</summary>
    public async Task CallBashAsync(string call)
    {
        var input = new JsonObject
        {
            ["session_id"] = "session",
            ["cwd"] = folder,
            ["hook_event_name"] = "PostToolUse",
            ["tool_name"] = "Bash",
            ["tool_use_id"] = call,
            ["tool_input"] = new JsonObject(),
            ["tool_response"] = new JsonObject(),
        };
        Assert.Equal((0, ""), await RunAsync(["hook"], input.ToJsonString(), endpoint: null));
    }

    /// <summary>Counts what was recorded and sends what may be sent; returns the exit code and the output.</summary>
    public async Task<(int ExitCode, string Output)> ShareAsync(RunningServer server)
    {
        await RunAsync(endpoint: null, "summarize", "--all");
        return await RunAsync(["share", "now"], input: "", server.Client.BaseAddress);
    }

    /// <summary>Runs the command and expects it to succeed.</summary>
    public async Task<string> RunAsync(Uri? endpoint, params string[] arguments)
    {
        var (exitCode, output) = await RunAsync(arguments, input: "", endpoint);
        Assert.True(
            exitCode == 0,
            $"tooltime {string.Join(' ', arguments)} ended with {exitCode.ToString(CultureInfo.InvariantCulture)}: {output}"
        );
        return output;
    }

    /// <summary>The same user as they are now, on another machine.</summary>
    public ClientUser CopyTo(string otherFolder)
    {
        var copy = new ClientUser(otherFolder, clockPath);
        foreach (var file in Directory.EnumerateFiles(Home, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Home, Path.GetRelativePath(Home, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>
    /// The published command set in <c>TOOLTIME_COMMAND</c>, or the one built beside these tests, artifacts/bin/Uploader/CONFIGURATION.
    /// </summary>
    public static string CommandPath()
    {
        if (Environment.GetEnvironmentVariable("TOOLTIME_COMMAND") is { Length: > 0 } published)
        {
            return published;
        }

        var mine = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(mine.Parent!.Parent!.FullName, "Uploader", mine.Name, "tooltime.dll");
    }

    /// <summary>How to run the command: a published one is a program itself, a built one needs its host.</summary>
    public static ProcessStartInfo Command(params string[] arguments)
    {
        var path = CommandPath();
        return path.EndsWith(".dll", StringComparison.Ordinal) ? new("dotnet", [path, .. arguments]) : new(path, arguments);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, string input, Uri? endpoint)
    {
        Directory.CreateDirectory(folder);
        var start = Command(arguments);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = folder;
        start.Environment["TOOLTIME_HOME"] = Home;
        start.Environment["TOOLTIME_CLOCK_FILE"] = clockPath;
        start.Environment["TOOLTIME_ENDPOINT"] = endpoint?.GetLeftPart(UriPartial.Authority);
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output + await error);
    }
}
