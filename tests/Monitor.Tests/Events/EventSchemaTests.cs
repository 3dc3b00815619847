using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using ToolTime.Monitor.Events;

namespace ToolTime.Monitor.Tests.Events;

/// <summary>docs/events.schema.json is the schema of the events as sent. TOOLTIME_RENEW_SNAPSHOTS=1 rewrites it.</summary>
public sealed class EventSchemaTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void Schema_InDocs_IsThatOfTheEvents()
    {
        var schema = EventJson.Default.LiveEvent.GetJsonSchemaAsNode(
            new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }
        );
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        schema["title"] = "An event of tooltime serve";
        var text = schema.ToJsonString(Indented) + "\n";
        var path = Path.Combine(Docs(), "events.schema.json");
        if (Environment.GetEnvironmentVariable("TOOLTIME_RENEW_SNAPSHOTS") is "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    [Fact]
    public void Schema_OfEachType_NamesTheMembersThatAreSent()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Docs(), "events.schema.json")))!;
        foreach (LiveEvent sent in (LiveEvent[])[Given.Message("a", 1), Given.Call("c")])
        {
            var json = JsonSerializer.SerializeToNode(sent, EventJson.Default.LiveEvent)!.AsObject();
            var described = schema["anyOf"]!
                .AsArray()
                .Single(one => one!["properties"]!["type"]!["const"]!.GetValue<string>() == json["type"]!.GetValue<string>())!;
            Assert.Equal(
                described["properties"]!.AsObject().Select(member => member.Key).Order(),
                json.Select(member => member.Key).Order()
            );
        }
    }

    private static string Docs([CallerFilePath] string caller = "")
    {
        var folder = Path.GetDirectoryName(caller)!;
        while (!File.Exists(Path.Combine(folder, "ToolTime.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, "docs");
    }
}
