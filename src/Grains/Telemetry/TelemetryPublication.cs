using System.Security.Cryptography;
using System.Text.Json;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>
/// The figures of one app and period, as they are stored: the members of the document, whose names never change, without its series.
/// </summary>
/// <param name="App">The app.</param>
/// <param name="Period">The period.</param>
/// <param name="Document">The figures.</param>
public sealed record TelemetryPublication(AppName App, TelemetryPeriod Period, TelemetryDocument Document)
{
    private const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>Whether it never changes any more.</summary>
    public bool IsFinal => Document.Window.Final;

    /// <summary>When it was computed, UTC, to the second.</summary>
    public DateTimeOffset ComputedAt => Document.Window.ComputedAt ?? DateTimeOffset.UnixEpoch;

    /// <summary>The publication of bytes that <see cref="Encode"/> gave.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static TelemetryPublication Decode(ReadOnlySpan<byte> content)
    {
        if (content.Length < HashLength || !SHA256.HashData(content[HashLength..]).AsSpan().SequenceEqual(content[..HashLength]))
        {
            throw new InvalidDataException("A stored publication is damaged.");
        }

        var document = JsonSerializer.Deserialize(content[HashLength..], TelemetryJson.Default.TelemetryDocument)!;
        return new(
            AppName.Parse(document.App),
            TelemetryPeriod.Parse($"{document.Window.Name}:{document.Window.Period}"),
            document
        );
    }

    /// <summary>JSON in UTF-8 after its SHA-256.</summary>
    public byte[] Encode()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(Document, TelemetryJson.Default.TelemetryDocument);
        return [.. SHA256.HashData(json), .. json];
    }
}
