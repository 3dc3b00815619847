using System.Text.Json.Nodes;
using ToolTime.Attacks.Worlds;
using ToolTime.Calendar;

namespace ToolTime.Attacks.Plans;

/// <summary>The server with the rules that ship, seen through its public doors.</summary>
/// <param name="settings">Settings besides, to try other limits.</param>
public sealed class ShippedRules(params IReadOnlyList<KeyValuePair<string, string>> settings) : IPlan
{
    private static readonly (string Dimension, string Member, string Name, string Submitters)[] Tables =
        [("tool", "tools", "tool_name", "unique_submitters"), ("skill", "skills", "name", "unique_submitters"), ("mcp_server", "mcp_servers", "name", "unique_submitters"), ("plugin", "plugins", "plugin_name", "install_count")];

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<int, Sight[]>> PlayAsync(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var moments = world.Moments().ToList();
        await using var server = new ServerInProcess(world.Names.Select(number => world.NameOf(number).Added), moments[0].At, settings);
        var days = new List<Dictionary<Name, Sight>>();
        var clients = new List<Dictionary<string, Dictionary<Name, Sight>>>();
        foreach (var moment in moments)
        {
            await server.PlayAsync(moment);
            if (!moment.Publishes)
            {
                continue;
            }

            if (!world.IsDaily)
            {
                clients.Add(await ReadClientsAsync(server, world));
            }
            else if (await ReadDaysAsync(server) is { } told)
            {
                days.Add(told);
            }
            else
            {
                return new Dictionary<int, Sight[]>();
            }
        }

        return world.IsDaily
            ? world.Names.ToDictionary(number => number, number => days.Select(day => day.GetValueOrDefault(world.NameOf(number)) ?? Sight.Nothing).ToArray())
            : await ReadWeeksAsync(server, world, clients);
    }

    private static async Task<Dictionary<int, Sight[]>> ReadWeeksAsync(ServerInProcess server, World world, List<Dictionary<string, Dictionary<Name, Sight>>> clients)
    {
        var seen = new Dictionary<int, Sight[]>();
        foreach (var number in world.Names)
        {
            var name = world.NameOf(number);
            var trend = await ReadAsync(server, $"/v1/api/trends/{name.Dimension}/{Uri.EscapeDataString(name.Text)}?weeks=52");
            var points = trend?["weeks"]!.AsArray().ToDictionary(week => (string)week!["week"]!, week => week!.AsObject());
            seen[number] = [.. Enumerable.Range(0, world.Looks).Select(week => SightOf(points?.GetValueOrDefault($"{IsoWeek.Of(World.FirstDayOf(week))}")) with
            {
                OfMainClient = clients.ElementAtOrDefault(week - world.FirstLook)?.GetValueOrDefault(World.MainClient)?.GetValueOrDefault(name),
                OfOtherClient = clients.ElementAtOrDefault(week - world.FirstLook)?.GetValueOrDefault(World.OtherClient)?.GetValueOrDefault(name),
            })];
        }

        return seen;
    }

    private static Sight SightOf(JsonObject? point) =>
        new((long?)point?["unique_submitters"], (double?)point?["total_calls"], (double?)point?["calls_median"])
        {
            ErrorRate = (double?)point?["error_rate"],
            ErrorRateMedian = (double?)point?["error_rate_median"],
        };

    /// <summary>The tables of single clients in the newest week, by client.</summary>
    private static async Task<Dictionary<string, Dictionary<Name, Sight>>> ReadClientsAsync(ServerInProcess server, World world)
    {
        var tables = new Dictionary<string, Dictionary<Name, Sight>>();
        foreach (var client in world.Clients)
        {
            tables.Add(client, RowsOf((await ReadAsync(server, $"/v1/api/stats?client={client}"))!).ToDictionary(row => row.Name, row => row.Sight));
        }

        return tables;
    }

    /// <summary>The last seven days; null where the door tells nothing of them.</summary>
    private static async Task<Dictionary<Name, Sight>?> ReadDaysAsync(ServerInProcess server)
    {
        var stats = await ReadAsync(server, "/v1/api/stats?window=7d");
        return stats!["window"]!["from"] is null ? null : RowsOf(stats).ToDictionary(row => row.Name, row => row.Sight);
    }

    private static IEnumerable<(Name Name, Sight Sight)> RowsOf(JsonNode stats) =>
        from table in Tables
        from row in (stats["dimensions"]![table.Member] ?? stats[table.Member])!.AsArray()
        select (new Name(table.Dimension, (string)row[table.Name]!), new Sight((long?)row[table.Submitters], (double?)row["total_calls"], (double?)row["calls_median"]));

    private static async Task<JsonNode?> ReadAsync(ServerInProcess server, string path) => await server.ReadAsync(path) is { } body ? JsonNode.Parse(body) : null;
}
