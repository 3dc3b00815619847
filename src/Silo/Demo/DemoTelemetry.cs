using System.Text.Json.Nodes;
using ToolTime.Calendar;

namespace ToolTime.Silo.Demo;

/// <summary>Creates, in wire format, what simulated devices report about a simulated program in the demo's last weeks.</summary>
/// <param name="firstWeek">The demo's first week.</param>
internal sealed class DemoTelemetry(IsoWeek firstWeek)
{
    /// <summary>The number of devices at the end; two thirds are there from the start.</summary>
    private const int Devices = 130;

    /// <summary>The invented brands under which the program is distributed.</summary>
    public static readonly string[] Brands = ["harbour", "lantern"];

    private static readonly (string Version, int Day)[] Releases = [("0.9.4", 0), ("1.0.0", 46), ("1.1.0", 64), ("1.2.0-beta.1", 78), ("1.2.0", 92)];
    private static readonly string[] Systems = ["linux-gnu", "linux-gnu", "linux-gnu", "darwin23", "darwin24", "mingw32"];
    private static readonly string[] Runtimes = ["3.3.6", "3.4.1", "3.4.1", "3.2.2"];
    private static readonly (string Model, string Provider)[] Models =
        [("claude-sonnet-4-5", "anthropic"), ("claude-sonnet-4-5", "openrouter"), ("claude-haiku-4-5", "anthropic"), ("gpt-5", "openai"), ("gpt-5-mini", "openai")];

    private static readonly string[] Errors =
        ["Tool bash failed", "Net::ReadTimeout", "HTTP 429 Too Many Requests", "Connection reset by peer", "prompt is too long"];

    /// <summary>The day on which the first devices report; before it the program did not exist.</summary>
    private static readonly int FirstDay = 7 * (DemoRun.Weeks - 6);

    private readonly DemoPerson[] _devices = [.. Enumerable.Range(0, Devices).Select(number => new DemoPerson(1_000_000 + number))];

    /// <summary>All events of a day, in any order.</summary>
    public IEnumerable<(string Kind, JsonObject Body)> Create(DateOnly day)
    {
        var since = day.DayNumber - firstWeek.FirstDay.DayNumber;
        return since < FirstDay
            ? []
            : _devices.Where(device => IsAtWork(device, day, since)).SelectMany(device => Create(device, day, since));
    }

    private static bool IsAtWork(DemoPerson device, DateOnly day, int since)
    {
        var comes = device.Draw("comes") * 3 - 2;
        var isThere = comes < 0 || since - FirstDay > comes * 7 * 6;
        return isThere && device.Draw($"works {day:o}") < (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.25 : 0.7);
    }

    private static IEnumerable<(string Kind, JsonObject Body)> Create(DemoPerson device, DateOnly day, int since)
    {
        var version = VersionOf(device, since);
        var startup = Base(device, version);
        startup["os"] = Choose(Systems, device.Draw("system"));
        startup["ruby_version"] = Choose(Runtimes, device.Draw("runtime"));
        startup["launch_source"] = device.Draw("launch") < 0.3 ? "installer" : "cli";
        yield return ("startup", startup);
        var luck = new Random(unchecked((device.Number * 7919) + (day.DayNumber * 31)));
        for (var task = luck.Next(0, 4); task > 0; task--)
        {
            yield return ("task", Task(device, version, luck));
        }

        if (luck.NextDouble() < 0.2)
        {
            var share = Base(device, version);
            share["event"] = luck.NextDouble() < 0.7 ? "share_open" : "share_download";
            yield return ("share", share);
        }
    }

    private static JsonObject Base(DemoPerson device, string version)
    {
        var body = new JsonObject { ["device_id"] = $"demo-device-{device.Number}", ["version"] = version };
        if (device.Draw("branded") < 0.4)
        {
            body["brand"] = Choose(Brands, device.Draw("brand"));
        }

        if (device.Draw("container") < 0.18)
        {
            body["container"] = device.Draw("which container") < 0.8 ? "docker" : "podman";
        }

        return body;
    }

    private static JsonObject Task(DemoPerson device, string version, Random luck)
    {
        var (model, provider) = Choose(Models, (device.Draw("model") + (0.3 * luck.NextDouble())) / 1.3);
        var turns = 1 + (int)(12 * Math.Pow(luck.NextDouble(), 2) * device.Diligence);
        var prompt = turns * luck.Next(2_000, 14_000);
        var body = Base(device, version);
        body["model"] = model;
        body["provider"] = provider;
        body["iterations"] = turns;
        body["duration_ms"] = turns * luck.Next(2_500, 16_000);
        body["prompt_tokens"] = prompt;
        body["completion_tokens"] = turns * luck.Next(80, 900);
        body["cache_read_tokens"] = (int)(prompt * 0.6 * luck.NextDouble());
        body["cache_creation_tokens"] = luck.Next(0, 6_000);
        body["cache_total_requests"] = turns;
        body["cache_hit_requests"] = luck.Next(0, turns + 1);
        body["cost_usd"] = Math.Round(prompt * (model.Contains("haiku") || model.Contains("mini") ? 0.4e-6 : 2.4e-6), 4);
        body["cost_source"] = luck.NextDouble() < 0.7 ? "api" : "price";
        var fails = luck.NextDouble() < (version.StartsWith("1.2.0", StringComparison.Ordinal) ? 0.14 : 0.24);
        body["status"] = fails ? "error" : "success";
        if (fails)
        {
            body["error_kind"] = Choose(Errors, Math.Pow(luck.NextDouble(), 1.6));
        }

        return body;
    }

    /// <summary>A release reaches each device some days after it was made; a prerelease reaches only those who want it.</summary>
    private static string VersionOf(DemoPerson device, int since)
    {
        var version = Releases[0].Version;
        foreach (var (released, day) in Releases)
        {
            var delay = 1 + (24 * Math.Pow(device.Draw($"updates to {released}"), 2));
            if (since >= day + delay && (!released.Contains('-') || device.Draw("wants betas") < 0.2))
            {
                version = released;
            }
        }

        return version;
    }

    private static T Choose<T>(T[] choices, double draw) => choices[Math.Min(choices.Length - 1, (int)(draw * choices.Length))];
}
