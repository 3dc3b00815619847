using System.Text.Json;
using ToolTime.Attacks.Worlds;

namespace ToolTime.Attacks.Plans;

/// <summary>Writes reports in the form of the wire.</summary>
internal static class ReportJson
{
    /// <summary>Everybody uses something besides.</summary>
    private static readonly KeyValuePair<Name, Count> Bash = new(new("tool", "Bash"), new(20, 1));

    /// <summary>The body of a submission.</summary>
    public static byte[] Write(Report report)
    {
        using var buffer = new MemoryStream();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("schema", 2);
        json.WriteString("submission_token", report.Token);
        json.WriteString("client", report.Client);
        json.WriteString("client_version", "0.1.0");
        json.WriteStartArray("days");
        foreach (var (day, names) in report.Days)
        {
            json.WriteStartObject();
            json.WriteString("day", $"{day:yyyy-MM-dd}");
            json.WriteNumber("revision", 1);
            WriteCounts(json, "tools", names.Where(pair => pair.Key.Dimension == "tool").Append(Bash));
            WriteCounts(json, "mcp_servers", names.Where(pair => pair.Key.Dimension == "mcp_server"));
            WriteSkills(json, names);
            WritePlugins(json, names);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.ToArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, string member, IEnumerable<KeyValuePair<Name, Count>> names)
    {
        json.WriteStartObject(member);
        foreach (var (name, count) in names)
        {
            json.WriteStartObject(name.Text);
            json.WriteNumber("calls", count.Calls);
            json.WriteNumber("errors", count.Errors);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteSkills(Utf8JsonWriter json, IReadOnlyDictionary<Name, Count> names)
    {
        json.WriteStartObject("skills");
        foreach (var (name, count) in names.Where(pair => pair.Key.Dimension == "skill"))
        {
            json.WriteNumber(name.Text, count.Calls);
        }

        json.WriteEndObject();
    }

    private static void WritePlugins(Utf8JsonWriter json, IReadOnlyDictionary<Name, Count> names)
    {
        json.WriteStartArray("plugins");
        foreach (var name in names.Keys.Where(name => name.Dimension == "plugin"))
        {
            json.WriteStringValue(name.Text);
        }

        json.WriteEndArray();
    }
}
