using System.Text.Json;
using ToolTime.Monitor.Security.Redaction;
using ToolTime.Monitor.Security.Settings;
using ToolTime.Monitor.Security.Tools;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;

namespace ToolTime.Monitor.Security.Audit;

/// <summary>
/// Writes a call's line of the audit trail: who, when, which tool, its structure and what was found. No command, argument, path outside the
/// project, content, prompt or output can get into it, because it is made of these fields alone, and secrets in them are replaced.
/// </summary>
internal static class AuditLine
{
    private const int LongestName = 128;

    public static byte[] Write(
        GuardedCall call, string? project, IReadOnlyList<Finding> findings, CallStructure structure, BlockAnswer? answer)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, HookJson.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("at", UtcText.Milliseconds(call.Now));
            writer.WriteString("client", call.Client);
            writer.WriteString("session", Session(call.Input.Session ?? ""));
            writer.WriteString("project", Name(Path.GetFileName(project?.TrimEnd('/', '\\')) ?? ""));
            writer.WriteString("tool", Name(call.Input.Tool ?? ""));
            if (call.Key is { } key)
            {
                writer.WriteString("call", key);
            }

            Write(writer, "programs", structure.Programs);
            Write(writer, "targets", structure.Targets);
            writer.WriteStartArray("findings");
            foreach (var finding in findings.DistinctBy(finding => finding.Rule))
            {
                writer.WriteStartObject();
                writer.WriteString("rule", finding.Rule);
                writer.WriteString("category", WireName.From(finding.Category));
                writer.WriteString("severity", WireName.From(finding.Severity));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            if (answer is { } blocked)
            {
                writer.WriteString("decision", WireName.From(blocked));
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    // Agents identify sessions by UUIDs, which are never secrets. Checking each would load all patterns.
    private static string Session(string text) => Guid.TryParseExact(text, "D", out _) ? text : Name(text);

    private static string Name(string text)
    {
        var name = SecretRedactor.Redact(text);
        return name.Length <= LongestName ? name : name[..LongestName];
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
