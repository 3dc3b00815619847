using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.OpenCode;

/// <summary>
/// Reads a session's rows of OpenCode 2: one for each response, with its calls, and one for each compaction. README.md in this folder says
/// where the format comes from.
/// </summary>
internal sealed class OpenCodeSteps(SqliteConnection database, TranscriptReading session, bool hasMessages)
{
    // OpenCode 2 carries the messages of OpenCode 1 over under their identifiers, with less of each than the old tables have.
    private const string CarriedOver = " AND NOT EXISTS (SELECT 1 FROM message WHERE message.id = session_message.id)";

    private bool _isAtRest = true;

    /// <inheritdoc cref="IDatabaseFormat.Read"/>
    public bool Read()
    {
        using var command = database.Query(
            "SELECT type, time_created, data FROM session_message WHERE session_id = $session"
                + $" AND type IN ('user', 'assistant', 'compaction'){(hasMessages ? CarriedOver : "")} ORDER BY seq",
            session.File.Session
        );
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var (type, at) = (rows.Text(0), rows.Number(1));
            session.Take(Encoding.UTF8.GetBytes(rows.Text(2) ?? ""), (data, _) => Take(data, type, at));
        }

        return _isAtRest;
    }

    private bool Take(ReadOnlySpan<byte> data, string? type, long at)
    {
        if (type is "user" && session.Texts is null)
        {
            return true;
        }

        using var json = JsonLine.Parse(data);
        var message = json.RootElement;
        if (type is "user")
        {
            AddText(message, at, isUser: true);
            return message.ValueKind is JsonValueKind.Object;
        }

        if (OpenCodeResponse.Read(message, message.Get("model").Text("id"), at, session) is { } response)
        {
            session.Add(response);
        }

        foreach (var item in message.Items("content"))
        {
            TakeContent(item, at, message);
        }

        _isAtRest &= type is "compaction" ? message.Text("status") is not "running" : message.Get("time").Whole("completed") is not null;
        return message.ValueKind is JsonValueKind.Object && !OpenCodeResponse.IsForeign(message);
    }

    private void TakeContent(JsonElement item, long at, JsonElement message)
    {
        if (item.Text("type") is "text")
        {
            AddText(item, at, isUser: false);
        }

        if (item.Text("type") is not "tool" || item.Text("id") is not { Length: > 0 } call)
        {
            return;
        }

        var (tool, state, time) = (item.Text("name"), item.Get("state"), item.Get("time"));
        if (state.Text("status") is "pending" or "streaming")
        {
            // Its input is still being written.
            _isAtRest = false;
            return;
        }

        var input = state.Get("input");
        var skill = tool is "skill" ? input.Text("id") : "";
        var (key, second) = (IdHash.Compute(call), UtcInstant.Seconds(at));
        session.AddCall(key, second, tool, skill, input, OpenCodeResponse.Agent(message, session));
        session.AddOutcome(
            key,
            second,
            OpenCodeOutcome.ReadStep(state),
            time.Whole("ran") is { } ran && time.Whole("completed") is { } completed ? completed - ran : -1
        );
    }

    private void AddText(JsonElement text, long at, bool isUser) =>
        session.AddText(UtcInstant.Seconds(at), text.Text("text"), isUser, session.State.Parent is not null);
}
