namespace ToolTime.Uploader.Connecting;

/// <summary>What `connect --json` prints.</summary>
internal sealed record ConnectionMade
{
    public required bool DryRun { get; init; }

    public required string Agent { get; init; }

    /// <summary>The settings file.</summary>
    public required string Settings { get; init; }

    /// <summary>False if it was connected already.</summary>
    public required bool IsChanged { get; init; }

    /// <summary>The command of its hooks.</summary>
    public required string Command { get; init; }

    /// <summary>The events that have hooks.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>The command of its status line; null if it was not asked for.</summary>
    public required string? StatusLine { get; init; }

    /// <summary>The port that telemetry goes to; null if it was not asked for.</summary>
    public required int? OtlpPort { get; init; }

    /// <summary>The skill's file; null if it was not asked for.</summary>
    public required string? Skill { get; init; }

    /// <summary>Where the previous settings are; null if there were none.</summary>
    public required string? Backup { get; init; }

    /// <summary>The same in words.</summary>
    public IEnumerable<string> Sentences()
    {
        if (!IsChanged)
        {
            yield return $"{Settings} is connected already; nothing was changed.";
        }
        else
        {
            yield return $"{Settings} now records {Events.Count} events with: {Command}";
            if (StatusLine is not null)
            {
                yield return $"Its status line is: {StatusLine}";
            }

            if (OtlpPort is { } port)
            {
                yield return $"Its telemetry goes to http://127.0.0.1:{port}/v1/logs, where `tooltime serve` receives it while running.";
            }

            if (Backup is not null)
            {
                yield return $"The previous file is saved beside it as {Path.GetFileName(Backup)}. `tooltime disconnect` undoes this.";
            }
        }

        if (Skill is not null)
        {
            yield return $"The skill `tooltime` is in {Skill}.";
        }
    }
}
