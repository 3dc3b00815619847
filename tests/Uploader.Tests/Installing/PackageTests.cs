using System.Diagnostics;
using System.Text.Json;

namespace ToolTime.Uploader.Tests.Installing;

/// <summary>The output of `eng/package`, installed in an empty home. `TOOLTIME_PACKAGES` names its folder.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string[] Passed = ["PATH", "DOTNET_ROOT"];

    private readonly string _root = Directory.CreateTempSubdirectory("tooltime package ж ").FullName;

    private static string? Packages => Environment.GetEnvironmentVariable("TOOLTIME_PACKAGES") is { Length: > 0 } folder ? folder : null;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Archive_Unpacked_HoldsOneNativeCommandThatReports()
    {
        var archive = Path.GetFileName(Assert.Single(Directory.GetFiles(Made(), "*.tar.gz")));
        Run("sha256sum", ["--check", "--quiet", archive + ".sha256"], Made());
        Run("tar", ["-xzf", Path.Combine(Made(), archive), "-C", _root], _root);
        var folder = Path.Combine(_root, "tooltime");
        Assert.Equal(["libe_sqlite3.so", "tooltime"], Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order());
        AssertWorks(Path.Combine(folder, "tooltime"));
    }

    [Fact]
    public void Tool_Installed_IsTheSameCommand()
    {
        Run("dotnet", ["tool", "install", "tooltime", "--tool-path", Path.Combine(_root, "bin"), "--source", Made()], _root);
        AssertWorks(Path.Combine(_root, "bin", "tooltime"));
    }

    private static string Made()
    {
        Assert.SkipWhen(Packages is null, "eng/package was not run; eng/test does it.");
        return Path.GetFullPath(Packages!);
    }

    private void AssertWorks(string command)
    {
        using var version = JsonDocument.Parse(Run(command, ["--version", "--json"], _root));
        Assert.Equal(Run(command, ["--version"], _root).Trim(), version.RootElement.GetProperty("version").GetString());
        Assert.True(version.RootElement.GetProperty("is_native").GetBoolean());

        // A database among the transcripts shows that SQLite is found.
        var recording = Path.Combine(AppContext.BaseDirectory, "fixtures", "recordings", "opencode-1.18.33", "user");
        using var report = JsonDocument.Parse(Run(command, ["daily", "--json"], _root, recording));
        Assert.Equal(33, report.RootElement.GetProperty("totals").GetProperty("responses").GetInt32());
    }

    private string Run(string program, string[] arguments, string folder, string? user = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Passed.Select(name => (name, Environment.GetEnvironmentVariable(name))))
        {
            if (value is not null)
            {
                start.Environment[name] = value;
            }
        }

        start.Environment["HOME"] = user ?? _root;
        start.Environment["TOOLTIME_HOME"] = Path.Combine(_root, "home");
        start.Environment["DOTNET_CLI_HOME"] = _root;
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_root, "packages");
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var messages = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {output}{messages.GetAwaiter().GetResult()}");
        return output;
    }
}
