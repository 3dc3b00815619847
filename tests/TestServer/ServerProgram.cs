using System.Diagnostics;

namespace ToolTime.TestServer;

/// <summary>
/// The server's program, as a process in a clean environment: the published one set in <c>TOOLTIME_SERVER</c>, or the one built beside
/// these tests, artifacts/bin/Silo/CONFIGURATION.
/// </summary>
internal static class ServerProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts it in a folder, with more environment variables than every process needs.</summary>
    public static Process Start(string folder, Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [FindPath(), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = folder;
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var name in (string[])["DOTNET_TieredPGO", "DOTNET_EnableWriteXorExecute"])
        {
            start.Environment[name] = Environment.GetEnvironmentVariable(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, string[] arguments)
    {
        using var process = Start(folder, [], arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, (await output).Trim(), error.Trim());
    }

    private static string FindPath()
    {
        if (Environment.GetEnvironmentVariable("TOOLTIME_SERVER") is { Length: > 0 } published)
        {
            return published;
        }

        var mine = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(mine.Parent!.Parent!.FullName, "Silo", mine.Name, "ToolTime.Silo.dll");
    }
}
