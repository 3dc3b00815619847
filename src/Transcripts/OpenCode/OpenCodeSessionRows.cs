using System.Text;
using Microsoft.Data.Sqlite;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.OpenCode;

/// <summary>Reads a session's rows of OpenCode 1. README.md in this folder says where the format comes from.</summary>
internal sealed class OpenCodeSessionRows(SqliteConnection database, TranscriptReading session)
{
    // A fork copies both under new identifiers; of the times only that of the message stays.
    private const string Parts = """
        SELECT message.time_created, part.data, message.id FROM part JOIN message ON message.id = part.message_id
        WHERE part.session_id = $session ORDER BY part.id
        """;

    private const string PartsWithRoles = """
        SELECT message.time_created, part.data, message.id, iif(json_valid(message.data), json_extract(message.data, '$.role'), NULL)
        FROM part JOIN message ON message.id = part.message_id
        WHERE part.session_id = $session ORDER BY part.id
        """;

    private readonly Dictionary<string, OpenCodeMessage> _messages = new(StringComparer.Ordinal);
    private Attribution? _agent;
    private bool _isAtRest = true;

    /// <inheritdoc cref="IDatabaseFormat.Read"/>
    public bool Read()
    {
        foreach (var (at, row, message, _) in Rows("SELECT time_created, data, id FROM message WHERE session_id = $session ORDER BY id"))
        {
            session.Take(row, (data, _) => TakeMessage(data, at, message));
        }

        foreach (var (at, row, message, role) in Rows(session.Texts is null ? Parts : PartsWithRoles))
        {
            session.Take(row, (data, _) => TakePart(data, at, message, role));
        }

        foreach (var response in _messages.Values.SelectMany(message => message.Responses()))
        {
            session.Add(response);
        }

        return _isAtRest;
    }

    // Milliseconds since 1970, and JSON.
    private IEnumerable<(long At, byte[] Data, string Message, string? Role)> Rows(string query)
    {
        using var command = database.Query(query, session.File.Session);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return (
                rows.Number(0),
                Encoding.UTF8.GetBytes(rows.Text(1) ?? ""),
                rows.Text(2) ?? "",
                rows.FieldCount > 3 ? rows.Text(3) : null
            );
        }
    }

    private bool TakeMessage(ReadOnlySpan<byte> data, long at, string id)
    {
        using var json = JsonLine.Parse(data);
        var message = json.RootElement;
        if (message.Text("role") is not "assistant")
        {
            return true;
        }

        var model = message.Text("modelID");
        if (OpenCodeResponse.Read(message, model, at, session) is { } response)
        {
            (_agent, _messages[id]) = (response.Attribution ?? _agent, new OpenCodeMessage(response, model, at));
        }

        _isAtRest &= message.Get("time").Whole("completed") is not null;
        return !OpenCodeResponse.IsForeign(message);
    }

    private bool TakePart(ReadOnlySpan<byte> data, long at, string message, string? role)
    {
        var isText = session.Texts is not null && data.IndexOf("\"text\""u8) >= 0;
        if (data.IndexOf("\"callID\""u8) < 0 && data.IndexOf("\"step-finish\""u8) < 0 && !isText)
        {
            return true;
        }

        using var json = JsonLine.Parse(data);
        var part = json.RootElement;
        if (part.Text("type") is "text" && !part.IsTrue("synthetic"))
        {
            session.AddText(UtcInstant.Seconds(at), part.Text("text"), role is "user", session.State.Parent is not null);
        }

        if (part.Text("type") is "step-finish")
        {
            _messages.GetValueOrDefault(message)?.AddStep(part);
        }

        if (part.Text("type") is not "tool" || part.Text("callID") is not { Length: > 0 } call)
        {
            return true;
        }

        var (tool, state) = (part.Text("tool"), part.Get("state"));
        var input = state.Get("input");
        // An invalid call by the model is executed as a call of the tool `invalid`.
        var isInvalid = tool is "invalid" && input.Text("tool").Length > 0;
        var skill = tool is "skill" ? input.Text("name") : "";
        var key = IdHash.Compute(call);
        session.AddCall(key, UtcInstant.Seconds(at), isInvalid ? input.Text("tool") : tool, skill, input, _agent);
        var time = state.Get("time");
        session.AddOutcome(
            key,
            UtcInstant.Seconds(at),
            isInvalid ? CallOutcome.Error : OpenCodeOutcome.Read(tool, state),
            time.Whole("start") is { } start && time.Whole("end") is { } end ? end - start : -1
        );
        _isAtRest &= state.Text("status") is not ("pending" or "running");
        return true;
    }
}
