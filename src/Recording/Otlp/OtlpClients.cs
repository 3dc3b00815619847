using ToolTime.Recording.Calls;

namespace ToolTime.Recording.Otlp;

/// <summary>Finds the client of a log record, and what the record reports.</summary>
internal static class OtlpClients
{
    private const string ClaudeCode = "claude_code.";
    private const string Codex = "codex.";
    private const string Gemini = "gemini_cli.";
    private const string Qwen = "qwen-code.";

    /// <summary>Null for a record of which nothing is stored.</summary>
    public static OtlpEvent? Read(OtlpRecord record, OtlpRecord resource, DateTimeOffset now)
    {
        if (
            (record.Name ?? record[OtlpAttribute.EventName]) is not { } name
            || OtlpNames.NameOrNull(record.Or(OtlpAttribute.Session, resource)) is not { } session
        )
        {
            return null;
        }

        var version = OtlpNames.NameOrNull(record.Or(OtlpAttribute.Version, resource));
        var source = new OtlpSource(record, session, record.At(now) ?? now, version);
        var reported =
            Rest(name, ClaudeCode) is { } ofClaude ? ClaudeCodeOtlp.Read(ofClaude, source)
            : Rest(name, Codex) is { } ofCodex ? CodexOtlp.Read(ofCodex, source)
            : Rest(name, Gemini) is { } ofGemini ? GeminiOtlp.Read(ofGemini, ClientName.Gemini, source)
            : Rest(name, Qwen) is { } ofQwen ? GeminiOtlp.Read(ofQwen, ClientName.Qwen, source)
            : null;
        return reported is null || reported.Key != default ? reported : reported with { Key = OtlpEventLine.KeyOf(reported) };
    }

    /// <summary>True if the text names an event of one of the clients.</summary>
    public static bool IsEvent(ReadOnlySpan<byte> text) =>
        text.StartsWith("claude_code."u8) || text.StartsWith("codex."u8) || text.StartsWith("gemini_cli."u8) || text.StartsWith("qwen-code."u8);

    private static string? Rest(string name, string beginning) =>
        name.StartsWith(beginning, StringComparison.Ordinal) ? name[beginning.Length..] : null;
}

/// <summary>A log record, and what is known about it whatever it reports.</summary>
internal readonly record struct OtlpSource(OtlpRecord Record, string Session, DateTimeOffset At, string? Version)
{
    public string? this[OtlpAttribute attribute] => Record[attribute];

    public long Count(OtlpAttribute attribute) => Record.Count(attribute) ?? 0;

    /// <summary>An event of this record, keyed by the client's identifier for it; null if there is none.</summary>
    public OtlpEvent Event(OtlpEventKind kind, string client, IdHash key = default) => new()
    {
        Kind = kind,
        At = At,
        Client = client,
        Session = Session,
        Version = Version,
        Key = key,
    };
}
