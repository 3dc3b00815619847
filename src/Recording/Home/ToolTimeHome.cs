using ToolTime.Recording.Clock;

namespace ToolTime.Recording.Home;

/// <summary>The folder of this machine's record, and where things are in it.</summary>
internal sealed record ToolTimeHome(string Path)
{
    public string Config => In("config.json");

    public string ConfigLock => In("config.lock");

    public string WorkLock => In("work.lock");

    public string Events => In("events");

    /// <summary>What agents reported over OTLP, a file a day.</summary>
    public string Otlp => In("otlp");

    /// <summary>What lets agents send telemetry to `tooltime serve`, from one start of it to the next.</summary>
    public string IntakeToken => In("intake-token");

    public string Rollups => In("rollups");

    /// <summary>Day cells that were made of transcripts.</summary>
    public string Backfill => In("backfill");

    public string Queue => In("queue");

    /// <summary>When a hook has to start an upload; there only while sharing is on.</summary>
    public string UploadTimer => System.IO.Path.Combine(Queue, "next");

    /// <summary>The projects in which nothing is recorded.</summary>
    public string SwitchedOff => In("switched-off");

    public string Sent => In("sent");

    /// <summary>What was read of transcripts.</summary>
    public string UsageIndex => In("usage");

    public string Stats => In("stats.json");

    /// <summary>What a status line shows of the transcripts.</summary>
    public string Snapshot => System.IO.Path.Combine(UsageIndex, "snapshot.json");

    /// <summary>Touched whenever a status line is shown, so that a hook knows whether anybody looks at the snapshot.</summary>
    public string StatusLineMark => System.IO.Path.Combine(UsageIndex, "shown");

    /// <summary>What the user means to spend at most.</summary>
    public string Budgets => In("budgets.json");

    /// <summary>The limits that Claude Code reported its status line.</summary>
    public string Limits => In("limits.json");

    /// <summary>Where `tooltime serve` answers; there only while it runs.</summary>
    public string Serve => In("serve.json");

    /// <summary>The last events that `tooltime serve` published.</summary>
    public string LiveEvents => In("live.jsonl");

    /// <summary>Which budgets and limits were alerted of in which period.</summary>
    public string Alerted => In("alerted.json");

    /// <summary>Which insights were alerted of, and when.</summary>
    public string AlertedInsights => In("insights.json");

    /// <summary>Held by the `tooltime serve` that runs: there is one of each home.</summary>
    public string ServeLock => In("serve.lock");

    /// <summary>What a hook guards; there only while something of it is on.</summary>
    public string Security => In("security.json");

    /// <summary>The user's own rules about calls.</summary>
    public string SecurityRules => In("security-rules.json");

    /// <summary>What went wrong while calls were evaluated.</summary>
    public string SecurityFaults => System.IO.Path.Combine(In("security"), "faults.jsonl");

    /// <summary>The alerts that wait to be sent, a file each.</summary>
    public string AlertQueue => System.IO.Path.Combine(In("security"), "alerts", "queue");

    /// <summary>Held by the one process that sends them.</summary>
    public string AlertLock => System.IO.Path.Combine(In("security"), "alerts", "sender.lock");

    /// <summary>What was sent before, by which the next are counted and held back.</summary>
    public string AlertState => System.IO.Path.Combine(In("security"), "alerts", "state.json");

    /// <summary>What was sent where.</summary>
    public string AlertsSent => System.IO.Path.Combine(In("security"), "alerts", "sent.jsonl");

    /// <summary>The findings that their user has seen to.</summary>
    public string AcknowledgedFindings => System.IO.Path.Combine(In("security"), "acknowledged");

    /// <summary>The audit trail, a file a day.</summary>
    public string Audit => System.IO.Path.Combine(In("security"), "audit");

    /// <summary>What the user says that models cost.</summary>
    public string Prices => In("prices.json");

    /// <summary>
    /// $TOOLTIME_HOME, else $XDG_DATA_HOME/tooltime, else ~/.local/share/tooltime; on Windows %LOCALAPPDATA%\tooltime. Null when the
    /// environment names none.
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

        // The XDG specification has a relative path ignored.
        if (Named("XDG_DATA_HOME") is { } data && System.IO.Path.IsPathRooted(data))
        {
            return new ToolTimeHome(System.IO.Path.Combine(data, "tooltime"));
        }

        return Named("HOME") is { } user ? new ToolTimeHome(System.IO.Path.Combine(user, ".local", "share", "tooltime")) : null;

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
