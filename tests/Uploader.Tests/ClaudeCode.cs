using System.Diagnostics;

namespace ToolTime.Uploader.Tests;

/// <summary>The real client, of one version, installed once under artifacts/.</summary>
internal static class ClaudeCode
{
    public const string Version = "2.1.197";

    private const int InstallLimitMs = 120_000;

    private static readonly Lazy<(string? Path, string? Missing)> Installed = new(Install);

    /// <summary>Where it is; null where it is not to be had, and why.</summary>
    public static string? Path => Installed.Value.Path;

    public static string? Missing => Installed.Value.Missing;

    private static (string? Path, string? Missing) Install()
    {
        if (OperatingSystem.IsWindows())
        {
            return (null, "the session is driven on Unix only");
        }

        var folder = System.IO.Path.Combine(Artifacts(), "claude-code-" + Version);
        var path = System.IO.Path.Combine(folder, "node_modules", ".bin", "claude");
        if (File.Exists(path))
        {
            return (path, null);
        }

        try
        {
            // Installed beside and moved as a whole, so that a stopped installation is not taken for one.
            var beside = folder + "." + Environment.ProcessId;
            using var npm = Process.Start(
                new ProcessStartInfo(
                    "npm",
                    [
                        "install",
                        "--prefix",
                        beside,
                        "--no-audit",
                        "--no-fund",
                        "--fetch-retries=0",
                        "--fetch-timeout=30000",
                        "@anthropic-ai/claude-code@" + Version,
                    ]
                )
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            npm.BeginOutputReadLine();
            npm.BeginErrorReadLine();
            if (!npm.WaitForExit(InstallLimitMs))
            {
                npm.Kill(entireProcessTree: true);
                return (null, "npm did not install the client in time");
            }

            if (npm.ExitCode != 0)
            {
                return (null, "npm could not install the client");
            }

            if (!Directory.Exists(folder))
            {
                Directory.Move(beside, folder);
            }

            return File.Exists(path) ? (path, null) : (null, "the client's package has no program for this machine");
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another run was faster.
            return (path, null);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, "there is no npm");
        }
    }

    private static string Artifacts()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (folder.Name == "artifacts")
            {
                return folder.FullName;
            }
        }

        return System.IO.Path.Combine(AppContext.BaseDirectory, "artifacts");
    }
}
