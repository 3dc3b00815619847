using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.Otlp;

/// <summary>
/// What agents told `tooltime serve` over OTLP: a file a day with lines of many sessions. A session of which there is a transcript is
/// counted by that alone, and takes from here how long its calls ran.
/// </summary>
internal sealed class OtlpRecordFormat : ILineFormat
{
    private static readonly Dictionary<string, OtlpSessionFormat> Clients = ClientName.All.ToDictionary(
        name => name,
        name => new OtlpSessionFormat(name)
    );

    /// <summary>Of several clients.</summary>
    public string Client => "";

    public Recorder Recorder => Recorder.Otlp;

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) =>
        ToolTimeHome.Locate(environment) is { } home ? [TranscriptRoot.Lines(home.Otlp, Placed)] : [];

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        using var json = JsonLine.Parse(line);
        var told = json.RootElement;
        if (
            IdHash.Parse(told.Text("key")) is not { } key
            || told.Instant("at") is not { } at
            || told.Text("session") is not { Length: > 0 } id
            || !Clients.TryGetValue(told.Text("client"), out var client)
        )
        {
            return false;
        }

        var session = reading.InSession(client, id);
        session.State.Version ??= Name(told, "version", reading.Names);
        switch (told.Text("kind"))
        {
            case "response":
                session.Add(Response(told, key, at, reading.Names));
                return true;
            case "call" when Name(told, "tool", reading.Names) is { } tool:
                session.AddCall(key, at, tool, Name(told, "skill", reading.Names), filePath: default);
                session.AddOutcome(key, at, CallOutcomes.Parse(told.Text("outcome")), told.Whole("ms") ?? -1);
                return true;
            case "skill" when Name(told, "skill", reading.Names) is { } skill:
                session.AddTypedSkill(key, at, skill);
                return true;
            default:
                return false;
        }
    }

    private TranscriptFile Placed(string path, long length, long writtenAt) => new(this, path, length, writtenAt, "", UnknownModel.Name);

    private static ReadResponse Response(JsonElement told, IdHash key, uint at, Utf8Names names)
    {
        var tokens = new TokenCount(
            told.Tokens("input"),
            told.Tokens("output"),
            told.Tokens("cache_write"),
            told.Tokens("cache_write_1h"),
            told.Tokens("cache_read")
        );
        var attribution = new Attribution(
            Name(told, "skill", names),
            Name(told, "plugin", names),
            Name(told, "mcp_server", names),
            Name(told, "agent", names)
        );
        return new ReadResponse(key, at, Name(told, "model", names) ?? UnknownModel.Name, tokens)
        {
            Attribution = attribution == new Attribution(null, null, null, null) ? null : attribution,
        };
    }

    private static string? Name(JsonElement told, string member, Utf8Names names) =>
        told.Text(member) is { Length: > 0 } name ? names.Get(name) : null;

    /// <summary>The part of such a file that is of one client.</summary>
    private sealed class OtlpSessionFormat(string client) : ITranscriptFormat
    {
        public string Client => client;

        public Recorder Recorder => Recorder.Otlp;

        public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) => [];
    }
}
