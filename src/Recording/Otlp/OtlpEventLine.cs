using System.Buffers;
using System.Text;
using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;

namespace ToolTime.Recording.Otlp;

/// <summary>The one line stored for an event. Only these fields can get into it.</summary>
internal static class OtlpEventLine
{
    /// <summary>The line without its line break.</summary>
    public static byte[] Write(OtlpEvent reported) => [.. Members(reported)[..^1], .. Encoding.ASCII.GetBytes($",\"key\":\"{reported.Key}\"}}")];

    /// <summary>The key of an event without an identifier from the client: a hash of everything recorded about it.</summary>
    public static IdHash KeyOf(OtlpEvent reported) => IdHash.Compute(Members(reported));

    private static ReadOnlySpan<byte> Members(OtlpEvent reported)
    {
        var content = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(content))
        {
            WriteMembers(json, reported);
        }

        return content.WrittenSpan;
    }

    private static void WriteMembers(Utf8JsonWriter json, OtlpEvent reported)
    {
        json.WriteStartObject();
        json.WriteNumber("v"u8, 1);
        json.WriteString("kind"u8, KindOf(reported.Kind));
        json.WriteString("at"u8, UtcText.Milliseconds(reported.At));
        json.WriteString("client"u8, reported.Client);
        json.WriteString("session"u8, reported.Session);
        Text(json, "version"u8, reported.Version);
        Text(json, "model"u8, reported.Model);
        Count(json, "input"u8, reported.Input);
        Count(json, "output"u8, reported.Output);
        Count(json, "cache_read"u8, reported.CacheRead);
        Count(json, "cache_write"u8, reported.CacheWrite);
        Count(json, "cache_write_1h"u8, reported.CacheWrite1h);
        Text(json, "tool"u8, reported.Tool);
        Text(json, "outcome"u8, reported.Outcome.ToWord());
        if (reported.Milliseconds is { } milliseconds)
        {
            json.WriteNumber("ms"u8, milliseconds);
        }

        Text(json, "skill"u8, reported.Skill);
        Text(json, "plugin"u8, reported.Plugin);
        Text(json, "mcp_server"u8, reported.McpServer);
        Text(json, "agent"u8, reported.Agent);
        json.WriteEndObject();
    }

    private static string KindOf(OtlpEventKind kind) => kind switch
    {
        OtlpEventKind.Response => "response",
        OtlpEventKind.Call => "call",
        _ => "skill",
    };

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Count(Utf8JsonWriter json, ReadOnlySpan<byte> name, long value)
    {
        if (value != 0)
        {
            json.WriteNumber(name, value);
        }
    }
}
