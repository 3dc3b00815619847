using System.Text.Json;

namespace ToolTime.Recording.Otlp;

/// <summary>Receives a call that telemetry reports with its input, which is stored nowhere.</summary>
internal delegate void TakeReportedCall(OtlpEvent call, string arguments);

/// <summary>The result of reading one body. For one thread.</summary>
/// <param name="now">When it arrived, for records without a time.</param>
/// <param name="calls">Receives the calls' input; null if not needed.</param>
internal sealed class OtlpReading(DateTimeOffset now, TakeReportedCall? calls = null)
{
    private readonly OtlpRecord _resource = new();
    private readonly OtlpRecord _record = new();

    public List<OtlpEvent> Events { get; } = [];

    /// <summary>All log records, from any program.</summary>
    public int Records { get; private set; }

    /// <summary>Starts another resource, whose attributes are to be set; the following records belong to it.</summary>
    public OtlpRecord BeginResource()
    {
        _resource.Clear();
        return _resource;
    }

    /// <summary>Starts a record, whose attributes are to be set.</summary>
    public OtlpRecord BeginRecord()
    {
        _record.Clear();
        return _record;
    }

    /// <summary>Accepts the started record.</summary>
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

    // JSON, as in the transcript. A decision only names a shell's command, and some calls have a plain string.
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
