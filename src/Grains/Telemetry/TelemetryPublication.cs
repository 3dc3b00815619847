using ToolTime.Grains.Storage;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>One app's figures for a period as they are stored: the document without its series; its members' names never change.</summary>
/// <param name="App">The app.</param>
/// <param name="Period">The period.</param>
/// <param name="Document">The figures.</param>
public sealed record TelemetryPublication(AppName App, TelemetryPeriod Period, TelemetryDocument Document)
{
    /// <summary>Whether it never changes again.</summary>
    public bool IsFinal => Document.Window.Final;

    /// <summary>When it was computed, UTC, to the second.</summary>
    public DateTimeOffset ComputedAt => Document.Window.ComputedAt ?? DateTimeOffset.UnixEpoch;

    /// <summary>Decodes a publication encoded by <see cref="Encode"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged, or of a form that this version does not know.</exception>
    public static TelemetryPublication Decode(ReadOnlySpan<byte> content)
    {
        var document = HashedJson.Decode(content, TelemetryJson.Default.TelemetryDocument);
        try
        {
            return new(
                AppName.Parse(document.App),
                TelemetryPeriod.Parse($"{document.Window.Name}:{document.Window.Period}"),
                document
            );
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException("A stored publication has an app or a period that this version does not know.", exception);
        }
    }

    /// <summary>Encodes the publication as UTF-8 JSON after its SHA-256.</summary>
    public byte[] Encode() => HashedJson.Encode(Document, TelemetryJson.Default.TelemetryDocument);
}
