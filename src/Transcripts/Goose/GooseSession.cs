using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Goose;

/// <summary>Reads the rows of one session. The README.md in this folder says where the format comes from.</summary>
internal sealed class GooseSession(SqliteConnection database, TranscriptReading session)
{
    private const string Ledger = """
        SELECT id, created_timestamp, model, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, cost,
            cost_source = 'carried_forward' FROM usage_ledger WHERE session_id = $session ORDER BY id
        """;

    // A message older than its session was imported from another log.
    private const long ImportedSeconds = 60;

    private readonly HashSet<string> _servers = new(StringComparer.Ordinal);
    private long _createdAt;
    private long _updatedAt;
    private string _model = "";
    private bool _isImported;

    public void Read(bool hasLedger)
    {
        TakeSession();
        foreach (var (at, content, role) in Messages())
        {
            session.Take(content, (line, _) => TakeMessage(line, at, role));
        }

        if (!hasLedger || !TakeLedger())
        {
            TakeTotals();
        }
    }

    private void TakeSession()
    {
        var parent = database.HasColumn("sessions", "parent_session_id") ? "parent_session_id" : "NULL";
        using var command = database.Query(
            $"""
            SELECT working_dir, {parent}, CAST(strftime('%s', created_at) AS INTEGER), CAST(strftime('%s', updated_at) AS INTEGER),
                model_config_json, extension_data FROM sessions WHERE id = $session
            """,
            session.File.Session
        );
        using var row = command.ExecuteReader();
        if (!row.Read())
        {
            return;
        }

        session.State.Folder = row.Text(0);
        session.State.Parent = row.Text(1);
        (_createdAt, _updatedAt) = (row.Number(2), row.Number(3));
        _model = Parsed(row.Text(4), model => model.Text("model_name"));
        Parsed(row.Text(5), TakeExtensions);
    }

    // Which extensions are MCP servers; the others are parts of Goose.
    private string TakeExtensions(JsonElement extensions)
    {
        foreach (var extension in extensions.Get("enabled_extensions.v0").Items("extensions"))
        {
            if (extension.Text("type") is "stdio" or "sse" or "streamable_http")
            {
                _servers.Add(extension.Text("name"));
            }
        }

        return "";
    }

    private IEnumerable<(uint At, byte[] Content, string Role)> Messages()
    {
        using var command = database.Query(
            "SELECT created_timestamp, content_json, role FROM messages WHERE session_id = $session ORDER BY id",
            session.File.Session
        );
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var at = UtcInstant.Seconds(rows.Number(0));
            if (at + ImportedSeconds < _createdAt)
            {
                _isImported = true;
            }
            else
            {
                yield return (at, Encoding.UTF8.GetBytes(rows.Text(1) ?? ""), rows.Text(2) ?? "");
            }
        }
    }

    private bool TakeMessage(ReadOnlySpan<byte> content, uint at, string role)
    {
        using var json = JsonLine.Parse(content);
        if (json.RootElement.ValueKind is not JsonValueKind.Array)
        {
            return false;
        }

        if (session.Texts is not null)
        {
            AddTexts(json.RootElement, at, role);
        }

        foreach (var block in json.RootElement.EnumerateArray().Where(block => block.Text("id").Length > 0))
        {
            var key = IdHash.Compute(block.Text("id"));
            if (block.Text("type") is "toolRequest")
            {
                session.AddCall(key, at, Tool(block), skill: "", block.Get("toolCall").Get("value").Get("arguments"));
            }
            else if (block.Text("type") is "toolResponse")
            {
                session.AddOutcome(key, at, GooseOutcome.Read(block.Get("toolResult")));
            }
        }

        return true;
    }

    // Text that starts with a tag comes from Goose.
    private void AddTexts(JsonElement blocks, uint at, string role)
    {
        var words = blocks.EnumerateArray().Where(block => block.Text("type") is "text").Select(block => block.Text("text"))
            .Where(text => role is not "user" || !text.StartsWith('<'));
        session.AddText(at, string.Join('\n', words), role is "user", session.State.Parent is not null);
    }

    private string Tool(JsonElement request)
    {
        var (name, extension) = (request.Get("toolCall").Get("value").Text("name"), request.Get("_meta").Text("goose_extension"));
        var isServer = _servers.Contains(extension) && name.StartsWith(extension + "__", StringComparison.Ordinal);
        return session.Names.Get(isServer ? "mcp__" + name : name.Length > 0 ? name : UnknownModel.Name);
    }

    // False if it has no rows: then there are only the session's totals.
    private bool TakeLedger()
    {
        using var command = database.Query(Ledger, session.File.Session);
        using var rows = command.ExecuteReader();
        var isAny = false;
        while (rows.Read())
        {
            isAny = true;
            var isBefore = !rows.IsDBNull(8) && rows.GetBoolean(8);
            if (isBefore && _isImported)
            {
                continue;
            }

            Add(
                isBefore ? TotalsKey : IdHash.Compute($"{rows.Number(0)}", SessionKey),
                isBefore ? TotalsAt(rows.Number(1)) : rows.Number(1),
                rows.Text(2) ?? _model,
                rows,
                first: 3
            );
        }

        return isAny;
    }

    // What was spent before there was a ledger. Imported usage counts where it was spent.
    private void TakeTotals()
    {
        var (read, written) = database.HasColumn("sessions", "accumulated_cache_read_tokens")
            ? ("accumulated_cache_read_tokens", "accumulated_cache_write_tokens")
            : ("NULL", "NULL");
        var cost = database.HasColumn("sessions", "accumulated_cost") ? "accumulated_cost" : "NULL";
        using var command = database.Query(
            $"""
            SELECT accumulated_input_tokens, accumulated_output_tokens, {read}, {written}, {cost} FROM sessions
            WHERE id = $session AND provider_name IS NOT NULL
            """,
            session.File.Session
        );
        using var row = command.ExecuteReader();
        if (row.Read() && !_isImported)
        {
            Add(TotalsKey, TotalsAt(_updatedAt), _model, row, first: 0);
        }
    }

    private IdHash TotalsKey => IdHash.Compute("totals", SessionKey);

    // Goose gives a deleted session's identifier to the next session of that day, and a new database numbers its rows from 1.
    private IdHash SessionKey => IdHash.Compute(session.File.Session, IdHash.Compute($"{_createdAt}"));

    // Totals grow while a session continues. The index looks for known ones near their time, so the time must not change.
    private long TotalsAt(long latest) => _createdAt > 0 ? _createdAt : latest;

    // The input includes tokens read from and written to a cache.
    private void Add(IdHash key, long at, string model, SqliteDataReader row, int first)
    {
        var (input, output, read, written) = (Count(first), Count(first + 1), Count(first + 2), Count(first + 3));
        var tokens = new TokenCount(Math.Max(0, input - read - written), output, written, 0, read);
        if (tokens.Total == 0)
        {
            return;
        }

        var cost = row.IsDBNull(first + 4) ? 0 : row.GetDouble(first + 4);
        session.Add(
            new ReadResponse(
                key,
                UtcInstant.Seconds(at),
                model.Length > 0 ? session.Names.Get(model) : UnknownModel.Name,
                tokens,
                RecordedCost.Micros(cost)
            )
        );

        long Count(int column) => row.IsDBNull(column) ? 0 : Math.Clamp(row.GetInt64(column), 0, uint.MaxValue);
    }

    private static string Parsed(string? json, Func<JsonElement, string> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? "null");
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
