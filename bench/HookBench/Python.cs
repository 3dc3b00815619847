using System.Diagnostics;

namespace ToolTime.HookBench;

/// <summary>
/// The Python interpreters of this machine, as the programs that they are: a version manager's shim would add its own start.
/// </summary>
internal static class Python
{
    private static readonly string[] Commands = ["python3", "/usr/bin/python3"];

    public static IEnumerable<(string Name, string Program)> Interpreters() =>
        Commands.Select(RealProgram)
            .OfType<string>()
            .Distinct()
            .Select(program => ($"`python3` ({(IsSystems(program) ? program : "a version manager's")})", program));

    private static bool IsSystems(string program) => program.StartsWith("/usr/", StringComparison.Ordinal);

    private static string? RealProgram(string command)
    {
        try
        {
            using var python = Process.Start(
                new ProcessStartInfo(command, ["-c", "import os, sys; print(os.path.realpath(sys.executable))"])
                {
                    RedirectStandardOutput = true,
                }
            )!;
            var path = python.StandardOutput.ReadToEnd().Trim();
            python.WaitForExit();
            return File.Exists(path) ? path : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
