using System.Globalization;
using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>The waiting alerts, one file each, so that a hook adds one whole or not at all and a sender takes each once.</summary>
/// <param name="home">The home.</param>
internal sealed class AlertQueue(ToolTimeHome home)
{
    // An agent that runs wild must not fill the disk.
    private const int MostWaiting = 1000;

    private const string Ending = ".json";

    public void Add(QueuedAlert alert, DateTimeOffset now)
    {
        PrivateFiles.CreateFolder(home.AlertQueue);
        if (Directory.EnumerateFiles(home.AlertQueue).Take(MostWaiting).Count() >= MostWaiting)
        {
            return;
        }

        var name = $"{now.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)}-{Guid.NewGuid():N}";
        var temporary = Path.Combine(home.AlertQueue, name + ".tmp");
        using (var file = PrivateFiles.Create(temporary))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(alert, AlertJson.Default.QueuedAlert));
        }

        File.Move(temporary, Path.Combine(home.AlertQueue, name + Ending));
    }

    /// <summary>Whether no alert is waiting.</summary>
    public bool IsEmpty => !Directory.Exists(home.AlertQueue) || !Directory.EnumerateFiles(home.AlertQueue, "*" + Ending).Any();

    /// <summary>Removes and returns the waiting alerts, oldest first.</summary>
    public IReadOnlyList<QueuedAlert> TakeAll()
    {
        var alerts = new List<QueuedAlert>();
        foreach (var path in Directory.Exists(home.AlertQueue)
            ? Directory.EnumerateFiles(home.AlertQueue, "*" + Ending).Order(StringComparer.Ordinal).ToList() : [])
        {
            try
            {
                if (JsonSerializer.Deserialize(File.ReadAllBytes(path), AlertJson.Default.QueuedAlert) is { } alert)
                {
                    alerts.Add(alert);
                }
            }
            catch (JsonException)
            {
                // A machine crash may leave an empty file.
            }

            File.Delete(path);
        }

        return alerts;
    }
}

/// <summary>An alert waiting to be sent.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Terminal">The device of the agent's terminal, or null.</param>
public sealed record QueuedAlert(Alert Alert, string? Terminal);
