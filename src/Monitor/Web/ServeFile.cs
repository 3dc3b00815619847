using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Web;

/// <summary>serve.json in the home, readable by its owner only: the address of the running `tooltime serve`, and its token.</summary>
internal sealed record ServeFile
{
    /// <summary>The process id.</summary>
    public required int Pid { get; init; }

    /// <summary>The port of pages and events, on this machine only.</summary>
    public required int Port { get; init; }

    /// <summary>The port for agents' telemetry; null if not listening.</summary>
    public required int? OtlpPort { get; init; }

    /// <summary>256 bits in hexadecimal; new at each start.</summary>
    public required string Token { get; init; }

    /// <summary>The program's version.</summary>
    public required string Version { get; init; }

    /// <summary>Null if there is none, or it is incomplete.</summary>
    public static ServeFile? Read(ToolTimeHome home) => OwnJson.ReadIfPossible(home.Serve, WebJson.Default.ServeFile);

    /// <summary>
    /// The running process's file; null if none runs. What a killed process left behind is removed, except in a dry run.
    /// </summary>
    public static ServeFile? FindRunning(ToolTimeHome home, bool isDryRun = false)
    {
        if (Read(home) is not { } file || (isDryRun && !File.Exists(home.ServeLock)))
        {
            return null;
        }

        using var held = FileLock.Acquire(home.ServeLock, TimeSpan.Zero);
        if (held is null)
        {
            return file;
        }

        if (!isDryRun)
        {
            File.Delete(home.Serve);
        }

        return null;
    }

    public void Write(ToolTimeHome home) =>
        PrivateFiles.Replace(home.Serve, [.. JsonSerializer.SerializeToUtf8Bytes(this, WebJson.Default.ServeFile), (byte)'\n']);
}
