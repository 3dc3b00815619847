namespace ToolTime.Uploader.Connecting;

/// <summary>What `disconnect --json` prints.</summary>
internal sealed record ConnectionUndone
{
    public required bool DryRun { get; init; }

    public required string Agent { get; init; }

    /// <summary>The settings file.</summary>
    public required string Settings { get; init; }

    /// <summary>False if it had no hooks of tooltime.</summary>
    public required bool IsChanged { get; init; }

    /// <summary>True if it is what it was before `connect`; false if only the hooks were removed, since others changed it too.</summary>
    public required bool IsRestored { get; init; }

    /// <summary>The file of the skill that was removed; null if there was none.</summary>
    public required string? Skill { get; init; }

    /// <summary>Where the settings from before `connect` remain, or null.</summary>
    public required string? Backup { get; init; }

    /// <summary>The same in words.</summary>
    public IEnumerable<string> Sentences()
    {
        if (Skill is not null)
        {
            yield return $"{Skill} is removed.";
        }

        yield return this switch
        {
            { IsChanged: false } => $"{Settings} has no hooks of tooltime; nothing was changed.",
            { IsRestored: true } => $"{Settings} is back to what it was before `tooltime connect`.",
            { Backup: { } backup } =>
                $"{Settings} was changed since `tooltime connect`; only tooltime's hooks were removed. The previous file remains in {Path.GetFileName(backup)}.",
            _ => $"{Settings} was changed since `tooltime connect`; only tooltime's hooks were removed.",
        };
    }
}
