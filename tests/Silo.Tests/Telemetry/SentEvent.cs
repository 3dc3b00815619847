using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests.Telemetry;

/// <summary>An event as sent, and how a reader of docs/telemetry.md would count it.</summary>
internal sealed record SentEvent
{
    private static readonly (string Sent, string Counts)[] Versions =
        [("1.0.0", "1.0.0"), ("1.1.0", "1.1.0"), ("1.2.0.beta.3", "1.2.0.beta.3"), ("feature/alices-branch", "other"), ("1.0.0-alice", "other")];

    private static readonly (string Sent, string Counts)[] Systems =
        [("linux-gnu", "linux"), ("linux-musl", "linux"), ("darwin23", "macos"), ("mingw32", "windows"), ("plan9", "other")];

    private static readonly (string Sent, string Counts)[] Runtimes = [("3.3.0", "3.3.0"), ("3.4.0preview1", "3.4.0preview1"), ("trunk", "other")];
    private static readonly (string Sent, string Counts)[] Brands = [("acme", "acme"), ("secret-brand", "other")];
    private static readonly (string Sent, string Counts)[] Containers = [("docker", "docker"), ("my-box", "other")];
    private static readonly (string Sent, string Counts)[] LaunchSources = [("cli", "cli"), ("installer", "installer"), ("alices-script", "other")];

    private static readonly (string Sent, string Counts)[] Models =
        [("claude-sonnet-4-5", "claude-sonnet-4-5"), ("anthropic/claude-sonnet-4-5", "claude-sonnet-4-5"), ("gpt-5", "gpt-5"), ("alices-own", "other")];

    private static readonly (string Sent, string Counts)[] Providers = [("anthropic", "anthropic"), ("OpenAI", "openai"), ("alice.internal", "other")];
    private static readonly (string Sent, string Counts)[] CostSources = [("api", "api"), ("price", "price"), ("guess", "other")];

    private static readonly (string Sent, string Counts)[] Errors =
        [("Net::ReadTimeout at /home/alice", "Timeout"), ("429 Too Many Requests", "RateLimited"), ("Connection reset by peer", "Network"), ("alice", "other")];

    public required string Device { get; init; }

    /// <summary><c>startup</c>, <c>task</c> or <c>share</c>.</summary>
    public required string Kind { get; init; }

    public required JsonObject Body { get; init; }

    /// <summary>By list, the name under which it counts.</summary>
    public Dictionary<string, string> Names { get; } = [];

    /// <summary>By member, its number; costs in millionths of a dollar.</summary>
    public Dictionary<string, long> Numbers { get; } = [];

    /// <summary>Whether the task succeeded; null if unknown.</summary>
    public bool? Succeeded { get; private set; }

    /// <summary>A random event.</summary>
    public static SentEvent Draw(Random random, int devices)
    {
        var kind = random.Next(10) switch { < 4 => "startup", < 9 => "task", _ => "share" };
        var device = $"device-{(int)(devices * Math.Pow(random.NextDouble(), 1.4))}";
        var sent = new SentEvent { Device = device, Kind = kind, Body = new() { ["device_id"] = device } };
        sent.Choose(random, "versions", "version", Versions, 1);
        if (kind == "share")
        {
            sent.Body["event"] = random.Next(2) == 0 ? "share_open" : "share_download";
            sent.Body["anything"] = "else";
            return sent;
        }

        sent.Choose(random, "brands", "brand", Brands, 0.3);
        sent.Choose(random, "containers", "container", Containers, 0.3);
        if (kind == "startup")
        {
            sent.Choose(random, "systems", "os", Systems, 1);
            sent.Choose(random, "runtimes", "ruby_version", Runtimes, 0.8);
            sent.Choose(random, "launch_sources", "launch_source", LaunchSources, 0.9);
            return sent;
        }

        sent.DrawTask(random);
        return sent;
    }

    private void DrawTask(Random random)
    {
        Choose(random, "models", "model", Models, 0.9);
        Choose(random, "providers", "provider", Providers, 0.9);
        Choose(random, "cost_sources", "cost_source", CostSources, 0.8);
        (Succeeded, string? status) = random.Next(20) switch
        {
            < 1 => ((bool?)null, (string?)null),
            < 2 => (null, "interrupted"),
            < 6 => (false, "error"),
            _ => (true, "success"),
        };
        Body["status"] = status;
        if (Succeeded == false)
        {
            Choose(random, "error_kinds", "error_kind", Errors, 0.9);
        }

        Count(random, "iterations", 60, 0.9);
        Count(random, "duration_ms", 400_000, 0.9);
        Count(random, "prompt_tokens", 300_000, 0.7);
        Count(random, "completion_tokens", 20_000, 0.7);
        Count(random, "cache_creation_tokens", 20_000, 0.3);
        Count(random, "cache_read_tokens", 200_000, 0.3);
        Count(random, "cache_total_requests", 12, 0.6);
        Count(random, "cache_hit_requests", 12, 0.6);
        if (random.NextDouble() < 0.8)
        {
            var tenThousandths = random.Next(0, 20_000);
            Body["cost_usd"] = tenThousandths / 10_000m;
            Numbers["cost_usd"] = tenThousandths * 100L;
        }
    }

    private void Choose(Random random, string list, string member, (string Sent, string Counts)[] choices, double share)
    {
        if (random.NextDouble() < share)
        {
            var (sent, counts) = choices[random.Next(choices.Length)];
            (Body[member], Names[list]) = (sent, counts);
        }
    }

    private void Count(Random random, string member, int below, double share)
    {
        if (random.NextDouble() < share)
        {
            var number = (long)(below * Math.Pow(random.NextDouble(), 2));
            (Body[member], Numbers[member]) = (number, number);
        }
    }
}
