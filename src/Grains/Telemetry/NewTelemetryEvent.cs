using System.Security.Cryptography;
using ToolTime.Calendar;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>An event on its way into storage.</summary>
public sealed record NewTelemetryEvent
{
    /// <summary>The number of bytes stored of a content's hash.</summary>
    public const int HashLength = 16;

    /// <summary>The program.</summary>
    public required AppName App { get; init; }

    /// <summary>The device, in the epoch of <see cref="Hour"/>.</summary>
    public required DeviceHash Device { get; init; }

    /// <summary>When it was received, cut to the hour, UTC.</summary>
    public required DateTimeOffset Hour { get; init; }

    /// <summary>Whether an equal event of the same device and hour is a duplicate: true for a task, false for a startup.</summary>
    public required bool CountsOnce { get; init; }

    /// <summary>The maximum number of the device's events per day; 0 for no limit.</summary>
    public required int DailyLimit { get; init; }

    /// <summary>The content; see <see cref="TelemetryContent"/>.</summary>
    public required byte[] Content { get; init; }

    /// <summary>The UTC day.</summary>
    public DateOnly Day => Hour.UtcDay();

    /// <summary>The epoch.</summary>
    public Epoch Epoch => Epoch.Containing(Day);

    /// <summary>The first half of the SHA-256 of <see cref="Content"/>.</summary>
    public byte[] ContentHash { get; private init; } = [];

    /// <summary>Creates the event from what was reported.</summary>
    public static NewTelemetryEvent Create(AppName app, DeviceHash device, TelemetryEvent reported, DateTimeOffset now, int dailyLimit)
    {
        var content = TelemetryContent.Encode(reported);
        return new()
        {
            App = app,
            Device = device,
            Hour = now.CutToHour(),
            CountsOnce = reported is TaskEvent,
            DailyLimit = dailyLimit,
            Content = content,
            ContentHash = HashOf(content),
        };
    }

    /// <summary>The stored part of a content's SHA-256.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> content) => SHA256.HashData(content)[..HashLength];
}
