using System.Buffers;
using System.Text;
using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;

namespace ToolTime.Recording.Otlp;

/// <summary>The one line that is stored of an event. Nothing can get into it but these fields.</summary>
internal static class OtlpEventLine
{
    /// <summary>The line without its end.</summary>
    public static byte[] Write(OtlpEvent told) => [.. Members(told)[..^1], .. Encoding.ASCII.GetBytes($",\"key\":\"{told.Key}\"}}")];

    /// <summary>The key of an event whose client gives it no identifier: of all that is recorded of it.</summary>
    public static IdHash KeyOf(OtlpEvent told) => IdHash.Compute(Members(told));

    private static ReadOnlySpan<byte> Members(OtlpEvent told)
    {
        var content = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(content))
        {
            WriteMembers(json, told);
        }

        return content.WrittenSpan;
    }

    private static void WriteMembers(Utf8JsonWriter json, OtlpEvent told)
    {
        json.WriteStartObject();
        json.WriteNumber("v"u8, 1);
        json.WriteString("kind"u8, KindOf(told.Kind));
        json.WriteString("at"u8, UtcText.Milliseconds(told.At));
        json.WriteString("client"u8, told.Client);
        json.WriteString("session"u8, told.Session);
        Text(json, "version"u8, told.Version);
        Text(json, "model"u8, told.Model);
        Count(json, "input"u8, told.Input);
        Count(json, "output"u8, told.Output);
        Count(json, "cache_read"u8, told.CacheRead);
        Count(json, "cache_write"u8, told.CacheWrite);
        Count(json, "cache_write_1h"u8, told.CacheWrite1h);
        Text(json, "tool"u8, told.Tool);
        Text(json, "outcome"u8, told.Outcome);
        if (told.Milliseconds is { } milliseconds)
        {
            json.WriteNumber("ms"u8, milliseconds);
        }

        Text(json, "skill"u8, told.Skill);
        Text(json, "plugin"u8, told.Plugin);
        Text(json, "mcp_server"u8, told.McpServer);
        Text(json, "agent"u8, told.Agent);
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
