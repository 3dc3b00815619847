using System.Text.Json.Nodes;
using ToolTime.Calendar;
using ToolTime.Usage;

namespace ToolTime.Silo.Demo;

/// <summary>Creates the reports of simulated people in wire format.</summary>
/// <param name="firstWeek">The community's first week.</param>
/// <param name="weeks">The number of weeks over which names come and go.</param>
internal sealed class DemoReport(IsoWeek firstWeek, int weeks)
{
    /// <summary>What one of a person's agents counted on some days of a week; null if it did not run.</summary>
    public JsonObject? Create(DemoPerson person, AgentClient client, IEnumerable<DateOnly> days)
    {
        var cells = new JsonArray([.. days.Where(day => Works(person, day)).Select(day => Cell(person, client, day))]);
        return cells.Count == 0 ? null : new()
        {
            ["schema"] = 2,
            ["submission_token"] = person.TokenOf(Epoch.Containing(days.First())),
            ["client"] = client.ToName(),
            ["client_version"] = "0.1.0",
            ["days"] = cells,
        };
    }

    private static bool Works(DemoPerson person, DateOnly day) =>
        person.Draw($"works {day:o}") < (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.22 : 0.82);

    private JsonObject Cell(DemoPerson person, AgentClient client, DateOnly day)
    {
        var progress = Math.Clamp((day.DayNumber - firstWeek.FirstDay.DayNumber) / (7.0 * weeks), 0, 1);
        var luck = new Random(unchecked((person.Number * 7919) + (day.DayNumber * 31) + (int)client));
        var used = (IEnumerable<DemoName> names) => names.Where(name => person.Uses(name, progress));
        int Calls(DemoName name) => (int)Math.Ceiling(name.Calls * person.Diligence * (0.2 + (1.6 * luck.NextDouble())));

        // Some machines are faster than others, and some days' calls are too.
        int? MedianMs(DemoName name) =>
            name.Ms == 0 ? null : (int)Math.Ceiling(name.Ms * Math.Exp((1.6 * person.Draw($"{name.Name} ms")) + (0.6 * person.Draw($"{name.Name} {day:o} ms")) - 1.1));
        JsonNode? Skill(DemoName name, int calls) => new JsonObject
        {
            ["calls"] = calls,
            ["by_user"] = Enumerable.Range(0, calls).Count(call => person.Draw($"{name.Name} {day:o} typed {call}") < name.Typed),
        };

        // Not every agent, nor every version of one, sees the outcome of calls.
        var observes = client != AgentClient.Gemini || person.Draw("observes") < 0.85;
        var tools = new JsonObject();
        foreach (var tool in used(DemoCatalog.ToolsOf(client)))
        {
            tools[tool.Name] = Counts(tool, Calls(tool), observes, luck, MedianMs(tool));
        }

        var servers = new JsonObject();
        foreach (var (server, serverTools) in DemoCatalog.McpServers.Where(server => person.Uses(server.Server, progress)))
        {
            var counts = Counts(server, Calls(server), observes, luck, MedianMs(server));
            tools[$"mcp__{server.Name}__{serverTools[luck.Next(serverTools.Length)]}"] = counts;

            // The same calls; a server has no rejections on the wire.
            var sum = counts.DeepClone().AsObject();
            sum.Remove("rejections");
            servers[server.Name] = sum;
        }

        return new()
        {
            ["day"] = $"{day:yyyy-MM-dd}",
            ["revision"] = 1,
            ["tools"] = tools,
            ["skills"] = new JsonObject(
                client != AgentClient.ClaudeCode
                    ? []
                    : used(DemoCatalog.Skills).Select(skill => KeyValuePair.Create(skill.Name, Skill(skill, Calls(skill))))
            ),
            ["mcp_servers"] = servers,
            ["plugins"] = new JsonArray(
                client != AgentClient.ClaudeCode ? [] : [.. used(DemoCatalog.Plugins).Select(plugin => (JsonNode?)plugin.Name)]
            ),
            ["models"] = new JsonObject(
                used(DemoCatalog.ModelsOf(client)).Select(model => KeyValuePair.Create(model.Name, (JsonNode?)Calls(model)))
            ),
            ["edit_without_read"] = client == AgentClient.ClaudeCode ? luck.Next(4) : null,
        };
    }

    private static JsonObject Counts(DemoName name, int calls, bool observes, Random luck, int? medianMs)
    {
        var rejections = Count(calls, name.Rejections, luck);
        var counts = new JsonObject
        {
            ["calls"] = calls,
            ["observed_calls"] = observes ? calls : 0,
            ["errors"] = observes ? Math.Min(calls - rejections, Count(calls, name.Errors, luck)) : 0,
            ["rejections"] = observes ? rejections : 0,
        };

        if (observes && medianMs is not null && calls > 0)
        {
            (counts["median_ms"], counts["timed_calls"]) = (medianMs, calls);
        }

        return counts;
    }

    private static int Count(int calls, double rate, Random luck) => Enumerable.Range(0, calls).Count(_ => luck.NextDouble() < rate);
}
