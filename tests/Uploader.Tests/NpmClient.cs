using System.Diagnostics;

namespace ToolTime.Uploader.Tests;

/// <summary>A real client of one version, installed from npm once under artifacts/.</summary>
internal sealed class NpmClient
{
    private const int InstallLimitMs = 120_000;

    public static readonly NpmClient ClaudeCode = new("claude-code", "@anthropic-ai/claude-code", "2.1.197", "claude");

    public static readonly NpmClient Codex = new("codex", "@openai/codex", "0.171.0", "codex");

    private readonly Lazy<(string? Path, string? Missing)> _installed;

    private NpmClient(string name, string package, string version, string program) =>
        _installed = new(() => Install($"{name}-{version}", $"{package}@{version}", program));

    /// <summary>Its path; null if it is not available, with the reason.</summary>
    public string? Path => _installed.Value.Path;

    public string? Missing => _installed.Value.Missing;

    private static (string? Path, string? Missing) Install(string name, string package, string program)
    {
        if (OperatingSystem.IsWindows())
        {
            return (null, "the session is driven on Unix only");
        }

        var folder = System.IO.Path.Combine(Artifacts(), name);
        var path = System.IO.Path.Combine(folder, "node_modules", ".bin", program);
        if (File.Exists(path))
        {
            return (path, null);
        }

        try
        {
            // Installed in a separate folder and moved as a whole, so that an interrupted installation is not used.
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
                        package,
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
