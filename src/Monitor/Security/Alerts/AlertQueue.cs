using System.Globalization;
using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>The waiting alerts, one file each, so that a hook adds one whole or not at all and a sender takes each once.</summary>
/// <param name="home">The home.</param>
internal sealed class AlertQueue(ToolTimeHome home)
{
    // An agent that runs wild must not fill the disk.
    private const int MostWaiting = 1000;

    private const string Ending = ".json";

    /// <summary>How long what was found in a transcript waits, so that a hook reports the call first.</summary>
    public static readonly TimeSpan HookFirst = TimeSpan.FromSeconds(5);

    /// <param name="alert">The alert.</param>
    /// <param name="due">When it is to be sent.</param>
    public void Add(QueuedAlert alert, DateTimeOffset due)
    {
        PrivateFiles.CreateFolder(home.AlertQueue);
        if (Directory.EnumerateFiles(home.AlertQueue).Take(MostWaiting).Count() >= MostWaiting)
        {
            return;
        }

        var name = $"{due.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)}-{Guid.NewGuid():N}";
        var temporary = Path.Combine(home.AlertQueue, name + ".tmp");
        using (var file = PrivateFiles.Create(temporary))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(alert, AlertJson.Default.QueuedAlert));
        }

        File.Move(temporary, Path.Combine(home.AlertQueue, name + Ending));
    }

    /// <summary>Whether no alert is waiting.</summary>
    public bool IsEmpty => !Directory.Exists(home.AlertQueue) || !Directory.EnumerateFiles(home.AlertQueue, "*" + Ending).Any();

    /// <summary>Returns the alerts that are due, oldest first. Each is removed just before it is returned.</summary>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public IEnumerable<QueuedAlert> TakeAll(DateTimeOffset now)
    {
        var waiting = Directory.Exists(home.AlertQueue) ? Directory.GetFiles(home.AlertQueue, "*" + Ending) : [];
        foreach (var path in waiting.Where(path => IsDue(path, now)).Order(StringComparer.Ordinal))
        {
            var alert = OwnJson.Read(path, AlertJson.Default.QueuedAlert);
            File.Delete(path);
            if (alert is not null)
            {
                yield return alert;
            }
        }
    }

    // What is further ahead is from before the clock was set back.
    private static bool IsDue(string path, DateTimeOffset now) =>
        !long.TryParse(Path.GetFileName(path).Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var due)
        || due <= now.UtcTicks
        || due > (now + HookFirst).UtcTicks;
}

/// <summary>An alert waiting to be sent.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Terminal">The device of the agent's terminal, or null.</param>
/// <param name="Call">A hash of the call's id, by which what several report counts once; null if unknown.</param>
internal sealed record QueuedAlert(Alert Alert, string? Terminal, string? Call = null);
