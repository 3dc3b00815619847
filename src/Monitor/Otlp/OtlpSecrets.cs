using ToolTime.Monitor.Security.Redaction;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Otlp;

namespace ToolTime.Monitor.Otlp;

/// <summary>Removes from events what looks like a secret in place of a name: any program may send anything.</summary>
internal static class OtlpSecrets
{
    /// <summary>Null if the session's identifier looks like one.</summary>
    public static OtlpEvent? Remove(OtlpEvent reported) =>
        IsSecret(reported.Session)
            ? null
            : reported with
            {
                Version = IsSecret(reported.Version) ? null : reported.Version,
                Model = Name(reported.Model),
                Tool = Name(reported.Tool),
                Skill = Name(reported.Skill),
                Plugin = Name(reported.Plugin),
                McpServer = Name(reported.McpServer),
                Agent = Name(reported.Agent),
            };

    private static string? Name(string? name) => IsSecret(name) ? EventLine.Unnamed : name;

    private static bool IsSecret(string? text) => text is not null && SecretRedactor.Redact(text) != text;
}
