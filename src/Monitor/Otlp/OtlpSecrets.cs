using ToolTime.Monitor.Security.Redaction;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Otlp;

namespace ToolTime.Monitor.Otlp;

/// <summary>Takes out of events what has the form of a secret in the place of a name: any program may send anything.</summary>
internal static class OtlpSecrets
{
    /// <summary>Null where the session's identifier is one.</summary>
    public static OtlpEvent? Remove(OtlpEvent told) =>
        IsSecret(told.Session)
            ? null
            : told with
            {
                Version = IsSecret(told.Version) ? null : told.Version,
                Model = Name(told.Model),
                Tool = Name(told.Tool),
                Skill = Name(told.Skill),
                Plugin = Name(told.Plugin),
                McpServer = Name(told.McpServer),
                Agent = Name(told.Agent),
            };

    private static string? Name(string? name) => IsSecret(name) ? EventLine.Unnamed : name;

    private static bool IsSecret(string? text) => text is not null && SecretRedactor.Redact(text) != text;
}
