using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.Otlp;

/// <summary>
/// What agents reported to `tooltime serve` over OTLP: one file per day with lines of many sessions. A session with a transcript is counted
/// by that alone, and only takes its calls' durations from here.
/// </summary>
internal sealed class OtlpRecordFormat : ILineFormat
{
    private static readonly Dictionary<string, OtlpSessionFormat> Clients = ClientName.All.ToDictionary(
        name => name,
        name => new OtlpSessionFormat(name)
    );

    /// <summary>It belongs to several clients.</summary>
    public string Client => "";

    public Recorder Recorder => Recorder.Otlp;

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) =>
        ToolTimeHome.Locate(environment) is { } home ? [TranscriptRoot.Lines(home.Otlp, Placed)] : [];

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        using var json = JsonLine.Parse(line);
        var reported = json.RootElement;
        if (
            IdHash.Parse(reported.Text("key")) is not { } key
            || reported.Instant("at") is not { } at
            || reported.Text("session") is not { Length: > 0 } id
            || !Clients.TryGetValue(reported.Text("client"), out var client)
        )
        {
            return false;
        }

        var session = reading.InSession(client, id);
        session.State.Version ??= Name(reported, "version", reading.Names);
        switch (reported.Text("kind"))
        {
            case "response":
                session.Add(Response(reported, key, at, reading.Names));
                return true;
            case "call" when Name(reported, "tool", reading.Names) is { } tool:
                session.AddCall(key, at, tool, Name(reported, "skill", reading.Names), filePath: default);
                session.AddOutcome(key, at, CallOutcomeWords.Parse(reported.Text("outcome")), reported.Whole("ms") ?? -1);
                return true;
            case "skill" when Name(reported, "skill", reading.Names) is { } skill:
                session.AddTypedSkill(key, at, skill);
                return true;
            default:
                return false;
        }
    }

    private TranscriptFile Placed(string path, long length, long writtenAt) => new(this, path, length, writtenAt, "", UnknownModel.Name);

    private static ReadResponse Response(JsonElement reported, IdHash key, uint at, Utf8Names names)
    {
        var tokens = new TokenCount(
            reported.Tokens("input"),
            reported.Tokens("output"),
            reported.Tokens("cache_write"),
            reported.Tokens("cache_write_1h"),
            reported.Tokens("cache_read")
        );
        var attribution = new Attribution(
            Name(reported, "skill", names),
            Name(reported, "plugin", names),
            Name(reported, "mcp_server", names),
            Name(reported, "agent", names)
        );
        return new ReadResponse(key, at, Name(reported, "model", names) ?? UnknownModel.Name, tokens)
        {
            Attribution = attribution == new Attribution(null, null, null, null) ? null : attribution,
        };
    }

    private static string? Name(JsonElement reported, string member, Utf8Names names) =>
        reported.Text(member) is { Length: > 0 } name ? names.Get(name) : null;

    /// <summary>One client's part of such a file.</summary>
    private sealed class OtlpSessionFormat(string client) : ITranscriptFormat
    {
        public string Client => client;

        public Recorder Recorder => Recorder.Otlp;

        public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) => [];
    }
}
