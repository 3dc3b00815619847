using System.Text;
using System.Text.Json.Nodes;
using ToolTime.Attacks.Plans;
using ToolTime.Attacks.Worlds;

namespace ToolTime.Bench.Attacks;

/// <summary>What the rules let communities of several sizes publish in a week: names, sums, medians and means of rates, and how far numbers of submitters are off.</summary>
internal static class CostReport
{
    private static readonly int[] Sizes = [30, 300, 3_000, 30_000];
    private static readonly (string Name, KeyValuePair<string, string>[] Settings)[] Rules =
    [
        ("as they ship", []),
        ("rates that few can move", [new("Privacy:LiarsWithstood", "0")]),
        ("margins of 0 to 9", [new("Privacy:LargestMargin", "9")]),
    ];

    /// <summary>Publishes a week of each size under the rules that ship and under two laxer ones, and returns the table.</summary>
    public static async Task<string> WriteAsync()
    {
        var table = new StringBuilder();
        table.AppendLine("| people | rules | used by anyone | by 10 or more | names told | sums told | medians of rates told | means of rates told | told numbers short by |");
        table.AppendLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var people in Sizes)
        {
            foreach (var (name, settings) in Rules)
            {
                table.AppendLine($"| {people:N0} | {name} | {await RowAsync(people, settings)} |");
            }
        }

        return table.ToString();
    }

    private static async Task<string> RowAsync(int people, KeyValuePair<string, string>[] settings)
    {
        var week = new CommunityWeek(people);
        var moments = week.Moments().ToList();
        await using var server = new ServerInProcess(
            CommunityWeek.Names.Select(listed => listed.Name.Added), moments[0].At, settings);
        foreach (var moment in moments)
        {
            await server.PlayAsync(moment);
        }

        var (names, sums, medians, means) = (0, 0, 0, 0);
        var shortBy = new List<double>();
        foreach (var (name, _) in CommunityWeek.Names)
        {
            if (await PointOfAsync(server, name) is { } point)
            {
                names++;
                sums += point["total_calls"] is null ? 0 : 1;
                medians += point["error_rate_median"] is null ? 0 : 1;
                means += point["error_rate"] is null ? 0 : 1;
                shortBy.Add(1 - ((double)point["unique_submitters"]! / week.UsersOf(name)));
            }
        }

        var used = CommunityWeek.Names.Select(listed => week.UsersOf(listed.Name)).ToList();
        return $"{used.Count(users => users > 0)} | {used.Count(users => users >= 10)} | {names} | {sums} | {medians} | {means} | {(names == 0 ? "" : $"{100 * shortBy.Average():0}%")}";
    }

    private static async Task<JsonNode?> PointOfAsync(ServerInProcess server, Name name) =>
        await server.ReadAsync($"/v1/api/trends/{name.Dimension}/{Uri.EscapeDataString(name.Text)}") is { } body
            ? JsonNode.Parse(body)!["weeks"]!.AsArray()[^1]
            : null;
}
