using System.Text.Json;

namespace ToolTime.Recording.Otlp;

/// <summary>Takes a call that telemetry reports with what it was given, which is stored nowhere.</summary>
internal delegate void TakeReportedCall(OtlpEvent call, string arguments);

/// <summary>What one body comes to. For one thread.</summary>
/// <param name="now">When it came, for records that do not say their time.</param>
/// <param name="calls">Takes what calls were given; null where nobody asks for that.</param>
internal sealed class OtlpReading(DateTimeOffset now, TakeReportedCall? calls = null)
{
    private readonly OtlpRecord _resource = new();
    private readonly OtlpRecord _record = new();

    public List<OtlpEvent> Events { get; } = [];

    /// <summary>All log records, of whichever program.</summary>
    public int Records { get; private set; }

    /// <summary>Has what follows be of another resource, whose attributes are to be set.</summary>
    public OtlpRecord BeginResource()
    {
        _resource.Clear();
        return _resource;
    }

    /// <summary>Begins a record, whose attributes are to be set.</summary>
    public OtlpRecord BeginRecord()
    {
        _record.Clear();
        return _record;
    }

    /// <summary>Takes the record that was begun.</summary>
    public void EndRecord()
    {
        Records++;
        if (OtlpClients.Read(_record, _resource, now) is not { } reported)
        {
            return;
        }

        Events.Add(reported);
        if (calls is not null && reported.Kind is OtlpEventKind.Call && Arguments() is { } arguments)
        {
            calls(reported, arguments);
        }
    }

    // As its transcript has them: JSON. A decision names a shell's command alone, and some calls are given a text.
    private string? Arguments()
    {
        if (_record[OtlpAttribute.Arguments] is { Length: > 0 } arguments)
        {
            return arguments[0] is '{' or '[' ? arguments : JsonText(arguments);
        }

        return OtlpToolDetails.Read(_record[OtlpAttribute.Parameters]).Command is { } command ? $"{{\"command\":{JsonText(command)}}}" : null;
    }

    private static string JsonText(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
