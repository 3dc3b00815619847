using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Tables;

/// <summary>One table of a publication. In both formats, its columns are the members of the document's rows.</summary>
/// <param name="Dimension">The dimension of the rows.</param>
/// <param name="Window">The window that they cover.</param>
/// <param name="Rows">The rows, most used first.</param>
/// <param name="Row">The type of a row.</param>
internal sealed record PublishedTable(Dimension Dimension, StatsWindow Window, IReadOnlyList<object> Rows, JsonTypeInfo Row)
{
    public static PublishedTable From(StatsDocument stats, Dimension dimension) => dimension switch
    {
        Dimension.Tool => new(dimension, stats.Window, stats.Tools, StatsJson.Default.ToolStats),
        Dimension.Skill => new(dimension, stats.Window, stats.Dimensions.Skills, StatsJson.Default.SkillStats),
        Dimension.McpServer => new(dimension, stats.Window, stats.Dimensions.McpServers, StatsJson.Default.McpServerStats),
        Dimension.Plugin => new(dimension, stats.Window, stats.Dimensions.Plugins, StatsJson.Default.PluginStats),
        Dimension.Model => new(dimension, stats.Window, stats.Models, StatsJson.Default.ModelStats),
        Dimension.Client => new(dimension, stats.Window, stats.Clients, StatsJson.Default.ClientStats),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    /// <summary>The table as JSON: <c>{"dimension", "window", "rows"}</c>, the last two as in the document.</summary>
    public byte[] ToJson()
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("dimension", Dimension.ToName());
            json.WritePropertyName("window");
            JsonSerializer.Serialize(json, Window, StatsJson.Default.StatsWindow);
            json.WriteStartArray("rows");
            foreach (var row in Rows)
            {
                JsonSerializer.Serialize(json, row, Row);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }

    /// <summary>The table as CSV with a header line; nulls are empty.</summary>
    public byte[] ToCsv()
    {
        var text = new StringBuilder();
        CsvLine.Append(text, Row.Properties.Select(column => column.Name));
        foreach (var row in Rows)
        {
            CsvLine.Append(text, Row.Properties.Select(column => column.Get!(row)));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
