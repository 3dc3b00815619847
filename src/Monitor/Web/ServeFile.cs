using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Web;

/// <summary>serve.json in the home, for its owner alone: where `tooltime serve` answers while it runs, and what lets one in.</summary>
internal sealed record ServeFile
{
    /// <summary>The process.</summary>
    public required int Pid { get; init; }

    /// <summary>Of the pages and the events, on this machine only.</summary>
    public required int Port { get; init; }

    /// <summary>Where agents may send telemetry; null where that is not listened for.</summary>
    public required int? OtlpPort { get; init; }

    /// <summary>256 bits in hexadecimal; another one each time.</summary>
    public required string Token { get; init; }

    /// <summary>Of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Null where there is none, or none that is whole.</summary>
    public static ServeFile? Read(ToolTimeHome home)
    {
        try
        {
            return File.Exists(home.Serve) ? JsonSerializer.Deserialize(File.ReadAllBytes(home.Serve), WebJson.Default.ServeFile) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Of the process that runs; null if none does. What one that was killed left behind is removed.</summary>
    public static ServeFile? FindRunning(ToolTimeHome home)
    {
        if (Read(home) is not { } file)
        {
            return null;
        }

        using var held = FileLock.Acquire(home.ServeLock, TimeSpan.Zero);
        if (held is null)
        {
            return file;
        }

        File.Delete(home.Serve);
        return null;
    }

    public void Write(ToolTimeHome home) =>
        PrivateFiles.Replace(home.Serve, [.. JsonSerializer.SerializeToUtf8Bytes(this, WebJson.Default.ServeFile), (byte)'\n']);
}
