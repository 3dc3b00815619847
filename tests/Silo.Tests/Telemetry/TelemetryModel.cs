using System.Globalization;
using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests.Telemetry;

/// <summary>
/// What docs/telemetry.md defines, in the plainest way: all events in one list, and each figure counted from it. It shares no code with the
/// server.
/// </summary>
internal sealed class TelemetryModel
{
    private const int Few = 10;
    private const int ForDeciles = 50;

    private static readonly string[] TaskLists = ["versions", "brands", "containers"];
    private static readonly string[] CostLists = ["providers", "models", "cost_sources"];

    private readonly List<(DateTime Hour, SentEvent Event)> _events = [];
    private readonly HashSet<(DateTime Hour, string Task)> _tasks = [];

    public int Count => _events.Count;

    /// <summary>Adds an event; a task already sent within the hour is not added again.</summary>
    public void Add(DateTime now, SentEvent sent)
    {
        var hour = now.Date.AddHours(now.Hour);
        if (sent.Kind != "task" || _tasks.Add((hour, TaskOf(sent))))
        {
            _events.Add((hour, sent));
        }
    }

    /// <summary>Deletes a device.</summary>
    public void Delete(string device)
    {
        _events.RemoveAll(row => row.Event.Device == device);
        _tasks.RemoveWhere(task => task.Task.StartsWith($"{device} ", StringComparison.Ordinal));
    }

    /// <summary>The figures of a period as the server writes them, without the window and the series.</summary>
    public JsonObject Figures(DateTime fromInclusive, DateTime toExclusive)
    {
        var isDay = toExclusive - fromInclusive == TimeSpan.FromDays(1);
        List<SentEvent> events = [.. _events.Where(row => row.Hour >= fromInclusive && row.Hour < toExclusive).Select(row => row.Event)];
        List<SentEvent> tasks = [.. events.Where(sent => sent.Kind == "task")];
        List<SentEvent> startups = [.. events.Where(sent => sent.Kind == "startup")];
        var devices = DevicesOf(startups.Concat(tasks));
        var figures = new JsonObject
        {
            ["devices"] = devices >= Few ? devices : null,
            ["startups"] = isDay && DevicesOf(startups) >= Few ? Digits(startups.Count) : null,
            ["tasks"] = Tasks(tasks, isDay),
            ["shares"] = Shares(events, isDay),
        };
        foreach (var list in (string[])["versions", "systems", "runtimes", "brands", "containers", "launch_sources", "providers", "models", "cost_sources", "error_kinds"])
        {
            figures[list] = List(list, [.. startups, .. tasks], devices);
        }

        return figures;
    }

    private static string TaskOf(SentEvent sent) =>
        $"{sent.Device} {string.Join(',', sent.Names.OrderBy(name => name.Key, StringComparer.Ordinal))} {sent.Succeeded} {string.Join(',', sent.Numbers.OrderBy(number => number.Key, StringComparer.Ordinal))}";

    private static int DevicesOf(IEnumerable<SentEvent> events) => events.Select(sent => sent.Device).Distinct().Count();

    private static JsonObject Tasks(List<SentEvent> tasks, bool isDay)
    {
        var ended = tasks.Where(task => task.Succeeded is not null).ToList();
        var unknown = DevicesOf(tasks.Where(task => task.Succeeded is null));
        var outcomes = isDay && DevicesOf(ended) >= Few && unknown is 0 or >= Few;
        var tokens = tasks.Where(task => task.Numbers.ContainsKey("prompt_tokens") || task.Numbers.ContainsKey("completion_tokens")).ToList();
        var perTask = Quantiles(tokens, task => task.Numbers.GetValueOrDefault("prompt_tokens") + task.Numbers.GetValueOrDefault("completion_tokens"), 1);
        var costs = tasks.Where(task => task.Numbers.ContainsKey("cost_usd")).ToList();
        var cost = Quantiles(costs, task => task.Numbers["cost_usd"], 1_000_000);
        var cached = tasks.Where(task => task.Numbers.GetValueOrDefault("cache_total_requests") > 0 && task.Numbers.ContainsKey("cache_hit_requests")).ToList();
        return new()
        {
            ["total"] = isDay && DevicesOf(tasks) >= Few ? Digits(tasks.Count) : null,
            ["succeeded"] = outcomes ? Digits(ended.Count(task => task.Succeeded == true)) : null,
            ["failed"] = outcomes ? Digits(ended.Count(task => task.Succeeded == false)) : null,
            ["success_rate"] = Rate(ended, task => task.Succeeded == true ? 1 : 0, _ => 1),
            ["iterations"] = QuantilesOf(tasks, "iterations"),
            ["duration_ms"] = QuantilesOf(tasks, "duration_ms"),
            ["tokens"] = new JsonObject
            {
                ["prompt"] = Sum(tasks, "prompt_tokens", isDay, 1),
                ["completion"] = Sum(tasks, "completion_tokens", isDay, 1),
                ["cache_creation"] = Sum(tasks, "cache_creation_tokens", isDay, 1),
                ["cache_read"] = Sum(tasks, "cache_read_tokens", isDay, 1),
                ["p50"] = perTask["p50"]?.DeepClone(),
                ["p90"] = perTask["p90"]?.DeepClone(),
            },
            ["cost_usd"] = new JsonObject
            {
                ["total"] = Sum(tasks, "cost_usd", isDay, 1_000_000),
                ["p50"] = cost["p50"]?.DeepClone(),
                ["p90"] = cost["p90"]?.DeepClone(),
            },
            ["cache_hit_rate"] = Rate(
                cached,
                task => Math.Min(task.Numbers["cache_hit_requests"], task.Numbers["cache_total_requests"]),
                task => task.Numbers["cache_total_requests"]),
        };
    }

    private static JsonObject Shares(List<SentEvent> events, bool isDay)
    {
        var opened = events.Where(sent => (string?)sent.Body["event"] == "share_open").ToList();
        var downloaded = events.Where(sent => (string?)sent.Body["event"] == "share_download").ToList();
        return new()
        {
            ["opened"] = isDay && DevicesOf(opened) >= Few ? Digits(opened.Count) : null,
            ["downloaded"] = isDay && DevicesOf(downloaded) >= Few ? Digits(downloaded.Count) : null,
            ["opened_devices"] = DevicesOf(opened) >= Few ? DevicesOf(opened) : null,
            ["downloaded_devices"] = DevicesOf(downloaded) >= Few ? DevicesOf(downloaded) : null,
        };
    }

    private static JsonArray List(string list, List<SentEvent> events, int devices)
    {
        var rows = events
            .Where(sent => sent.Names.ContainsKey(list))
            .GroupBy(sent => sent.Names[list])
            .Select(name => (Name: name.Key, Events: name.ToList(), Devices: DevicesOf(name)))
            .Where(name => name.Devices >= Few)
            .OrderByDescending(name => name.Devices)
            .ThenBy(name => name.Name, StringComparer.Ordinal);
        return [.. rows.Select(row =>
        {
            var written = new JsonObject
            {
                ["name"] = row.Name,
                ["devices"] = row.Devices,
                ["adoption"] = (double)Math.Round((decimal)row.Devices / devices, 2, MidpointRounding.AwayFromZero),
            };
            if (TaskLists.Contains(list) || CostLists.Contains(list))
            {
                written["success_rate"] = Rate(
                    [.. row.Events.Where(sent => sent.Succeeded is not null)], sent => sent.Succeeded == true ? 1 : 0, _ => 1);
            }

            if (CostLists.Contains(list))
            {
                written["cost_usd"] = Quantiles([.. row.Events.Where(sent => sent.Numbers.ContainsKey("cost_usd"))], sent => sent.Numbers["cost_usd"], 1_000_000);
            }

            return written;
        })];
    }

    private static JsonNode? Sum(List<SentEvent> tasks, string member, bool isDay, double unit)
    {
        var known = tasks.Where(task => task.Numbers.ContainsKey(member)).ToList();
        return isDay && DevicesOf(known) >= Few ? Digits(known.Sum(task => task.Numbers[member])) / unit : null;
    }

    private static JsonNode? Rate(List<SentEvent> tasks, Func<SentEvent, long> part, Func<SentEvent, long> whole)
    {
        if (DevicesOf(tasks) < Few)
        {
            return null;
        }

        var (parts, wholes) = (tasks.Sum(part), tasks.Sum(whole));
        var rate = Math.Round((decimal)((double)parts / wholes), 3, MidpointRounding.AwayFromZero);
        return (double)(parts > 0 ? Math.Max(0.001m, rate) : rate);
    }

    private static JsonObject QuantilesOf(List<SentEvent> tasks, string member) =>
        Quantiles([.. tasks.Where(task => task.Numbers.ContainsKey(member))], task => task.Numbers[member], 1);

    private static JsonObject Quantiles(List<SentEvent> tasks, Func<SentEvent, long> value, double unit)
    {
        var values = tasks.Select(value).Order().ToList();
        double? At(int tenths, int devices) =>
            DevicesOf(tasks) >= devices ? Digits(values[Math.Max(1, ((tenths * values.Count) + 9) / 10) - 1]) / unit : null;
        return new() { ["p50"] = At(5, Few), ["p90"] = At(9, ForDeciles) };
    }

    /// <summary>Rounds to two significant digits, halves away from zero, using the digits themselves.</summary>
    private static double Digits(long number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        if (text.Length <= 2)
        {
            return number;
        }

        var two = int.Parse(text[..2], CultureInfo.InvariantCulture) + (text[2] >= '5' ? 1 : 0);
        return double.Parse($"{two}{new string('0', text.Length - 2)}", CultureInfo.InvariantCulture);
    }
}
