using System.Text;
using Microsoft.Data.Sqlite;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Pi;
using ZstdSharp;

namespace ToolTime.Transcripts.OpenClaw;

/// <summary>
/// OpenClaw's sessions since August 2026: `agents/&lt;agent&gt;/agent/openclaw-agent.sqlite`, whose rows are the lines of its former files.
/// What was migrated counts once.
/// </summary>
internal sealed class OpenClawDatabase : IDatabaseFormat
{
    private const int MaxEventBytes = 64 * 1024 * 1024;

    public string Client => ClientName.OpenClaw;

    public string Sessions(SqliteConnection database) =>
        "SELECT session_id, count(*) || '/' || max(seq) FROM transcript_events GROUP BY session_id ORDER BY min(created_at), session_id";

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) =>
        OpenClawFolders.Agents(environment).Select(agents => TranscriptRoot.Databases(this, agents, "openclaw-agent.sqlite", depth: 3));

    public bool Read(SqliteConnection database, TranscriptReading session)
    {
        // Since September 2026 a large event is compressed.
        var compressed = database.HasColumn("transcript_events", "event_zstd") ? "event_zstd" : "NULL";
        using var command = database.Query(
            $"SELECT event_json, {compressed} FROM transcript_events WHERE session_id = $session ORDER BY seq",
            session.File.Session
        );
        using var rows = command.ExecuteReader();
        using var decompressor = new Decompressor();
        while (rows.Read())
        {
            if (rows.Text(0) is { } line)
            {
                session.Take(Encoding.UTF8.GetBytes(line), PiLine.Read);
            }
            else if (!rows.IsDBNull(1))
            {
                session.Take(
                    rows.GetFieldValue<byte[]>(1),
                    (content, reading) => PiLine.Read(decompressor.Unwrap(content, MaxEventBytes), reading)
                );
            }
        }

        return true;
    }
}
