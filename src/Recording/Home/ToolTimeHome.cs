using System.Text;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Secrets;

namespace ToolTime.Recording.Home;

/// <summary>The folder of this machine's record, and the paths in it.</summary>
internal sealed record ToolTimeHome(string Path)
{
    public string Config => In("config.json");

    public string ConfigLock => In("config.lock");

    public string WorkLock => In("work.lock");

    public string Events => In("events");

    /// <summary>What agents reported over OTLP, one file per day.</summary>
    public string Otlp => In("otlp");

    /// <summary>The token with which agents send telemetry to `tooltime serve`; survives its restarts.</summary>
    public string IntakeToken => In("intake-token");

    public string Rollups => In("rollups");

    /// <summary>Day cells made from transcripts.</summary>
    public string Backfill => In("backfill");

    public string Queue => In("queue");

    /// <summary>When a hook must start an upload; exists only while sharing is on.</summary>
    public string UploadTimer => System.IO.Path.Combine(Queue, "next");

    /// <summary>The projects in which nothing is recorded.</summary>
    public string SwitchedOff => In("switched-off");

    public string Sent => In("sent");

    /// <summary>The index of what was read from transcripts.</summary>
    public string UsageIndex => In("usage");

    public string Stats => In("stats.json");

    /// <summary>The transcripts' figures that a status line shows.</summary>
    public string Snapshot => System.IO.Path.Combine(UsageIndex, "snapshot.json");

    /// <summary>Touched whenever a status line is shown, so that a hook knows whether the snapshot is needed.</summary>
    public string StatusLineMark => System.IO.Path.Combine(UsageIndex, "shown");

    /// <summary>The user's budgets.</summary>
    public string Budgets => In("budgets.json");

    /// <summary>The limits that Claude Code reported to its status line.</summary>
    /// <param name="configFolder">What <c>CLAUDE_CONFIG_DIR</c> named, whose hash is in the file's name; null if it was not set.</param>
    public string Limits(string? configFolder)
    {
        if (string.IsNullOrEmpty(configFolder))
        {
            return In("limits.json");
        }

        Span<byte> digest = stackalloc byte[Sha256.DigestSize];
        Sha256.Hash(Encoding.UTF8.GetBytes(configFolder), digest);
        return In($"limits-{Convert.ToHexStringLower(digest[..4])}.json");
    }

    /// <summary>The address of the running `tooltime serve`; exists only while it runs.</summary>
    public string Serve => In("serve.json");

    /// <summary>The last events that `tooltime serve` published.</summary>
    public string LiveEvents => In("live.jsonl");

    /// <summary>Which budgets and limits were alerted about, and in which period.</summary>
    public string Alerted => In("alerted.json");

    /// <summary>Which insights were alerted about, and when.</summary>
    public string AlertedInsights => In("insights.json");

    /// <summary>Held by the running `tooltime serve`, so that there is only one per home.</summary>
    public string ServeLock => In("serve.lock");

    /// <summary>What hooks guard; exists only while something is guarded.</summary>
    public string Security => In("security.json");

    /// <summary>The user's own rules about calls.</summary>
    public string SecurityRules => In("security-rules.json");

    /// <summary>Failures while checking calls.</summary>
    public string SecurityFaults => System.IO.Path.Combine(In("security"), "faults.jsonl");

    /// <summary>The alerts waiting to be sent, one file each.</summary>
    public string AlertQueue => System.IO.Path.Combine(In("security"), "alerts", "queue");

    /// <summary>Held by the one process that sends them.</summary>
    public string AlertLock => System.IO.Path.Combine(In("security"), "alerts", "sender.lock");

    /// <summary>What was sent before; used to count and limit the next alerts.</summary>
    public string AlertState => System.IO.Path.Combine(In("security"), "alerts", "state.json");

    /// <summary>What was sent where.</summary>
    public string AlertsSent => System.IO.Path.Combine(In("security"), "alerts", "sent.jsonl");

    /// <summary>The findings that the user has acknowledged.</summary>
    public string AcknowledgedFindings => System.IO.Path.Combine(In("security"), "acknowledged");

    /// <summary>The audit trail, one file per day.</summary>
    public string Audit => System.IO.Path.Combine(In("security"), "audit");

    /// <summary>The user's own model prices.</summary>
    public string Prices => In("prices.json");

    /// <summary>
    /// $TOOLTIME_HOME, or $XDG_DATA_HOME/tooltime, or ~/.local/share/tooltime; on Windows %LOCALAPPDATA%\tooltime. Null if none of the
    /// variables is set.
    /// </summary>
    public static ToolTimeHome? Locate(Func<string, string?> environment)
    {
        if (Named("TOOLTIME_HOME") is { } home)
        {
            return new ToolTimeHome(System.IO.Path.GetFullPath(AgentHomes.Expand(home, environment)));
        }

        if (OperatingSystem.IsWindows())
        {
            return Named("LOCALAPPDATA") is { } local ? new ToolTimeHome(System.IO.Path.Combine(local, "tooltime")) : null;
        }

        // The XDG specification says to ignore a relative path.
        if (Named("XDG_DATA_HOME") is { } data && System.IO.Path.IsPathRooted(data))
        {
            return new ToolTimeHome(System.IO.Path.Combine(data, "tooltime"));
        }

        return AgentHomes.User(environment) is { } user ? new ToolTimeHome(System.IO.Path.Combine(user, ".local", "share", "tooltime")) : null;

        string? Named(string name) => environment(name) is { Length: > 0 } value ? value : null;
    }

    public string EventsOf(DateOnly day) => System.IO.Path.Combine(Events, FileOf(day, "jsonl"));

    public string OtlpOf(DateOnly day) => System.IO.Path.Combine(Otlp, FileOf(day, "jsonl"));

    public string AuditOf(DateOnly day) => System.IO.Path.Combine(Audit, FileOf(day, "jsonl"));

    public string RollupOf(DateOnly day) => System.IO.Path.Combine(Rollups, FileOf(day, "json"));

    public string BackfillOf(DateOnly day) => System.IO.Path.Combine(Backfill, FileOf(day, "json"));

    private static string FileOf(DateOnly day, string extension) => UtcText.Day(day) + "." + extension;

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
