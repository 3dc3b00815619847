using System.Text.Json;
using ToolTime.Monitor.Security.Guarding;
using ToolTime.Monitor.Settings;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;
using ToolTime.Recording.Otlp;

namespace ToolTime.Monitor.Otlp;

/// <summary>
/// Writes a call that only telemetry reports into the audit trail and alerts about it, as for one that a hook reports. It is already over,
/// so nothing is blocked.
/// </summary>
internal static class ReportedCallGuard
{
    public static void Observe(MonitorOptions options, OtlpEvent reported, ReadOnlySpan<byte> arguments)
    {
        if (!File.Exists(options.Home.Security))
        {
            return;
        }

        var body = AsHook(reported, arguments);
        var scanner = new JsonFieldScanner(HookInput.Fields);
        scanner.Feed(body);
        CallGuard.Observe(
            new GuardedCall(options.Home, UserHome: null, reported.Client, new HookInput(scanner), body, options.Now(), IsRecorded: true)
        );
    }

    private static byte[] AsHook(OtlpEvent reported, ReadOnlySpan<byte> arguments)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteString("hook_event_name"u8, EventName.PreToolUse);
            json.WriteString("session_id"u8, reported.Session);
            json.WriteString("tool_name"u8, reported.Tool);
            json.WritePropertyName("tool_input"u8);
            // It was parsed before; another validation would refuse what is nested deep.
            json.WriteRawValue(arguments, skipInputValidation: true);
            json.WriteEndObject();
        }

        return content.ToArray();
    }
}
