using System.Security.Cryptography;
using System.Text.Json;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>One app's figures for a period as they are stored: the document without its series; its members' names never change.</summary>
/// <param name="App">The app.</param>
/// <param name="Period">The period.</param>
/// <param name="Document">The figures.</param>
public sealed record TelemetryPublication(AppName App, TelemetryPeriod Period, TelemetryDocument Document)
{
    private const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>Whether it never changes again.</summary>
    public bool IsFinal => Document.Window.Final;

    /// <summary>When it was computed, UTC, to the second.</summary>
    public DateTimeOffset ComputedAt => Document.Window.ComputedAt ?? DateTimeOffset.UnixEpoch;

    /// <summary>Decodes a publication encoded by <see cref="Encode"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
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

    /// <summary>Encodes the publication as UTF-8 JSON after its SHA-256.</summary>
    public byte[] Encode()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(Document, TelemetryJson.Default.TelemetryDocument);
        return [.. SHA256.HashData(json), .. json];
    }
}
