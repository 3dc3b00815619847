namespace ToolTime.Monitor.Security.Settings;

/// <summary>security.json: what a hook does beside recording. Without the file it does nothing of this.</summary>
public sealed record GuardSettings
{
    /// <summary>Nothing is on.</summary>
    public static readonly GuardSettings Off = new();

    /// <summary>Whether the audit trail is written.</summary>
    public bool Audit { get; init; }

    /// <summary>The least severity of a call that is blocked, as `critical`; null where none is.</summary>
    public string? BlockFrom { get; init; }

    /// <summary>How it is blocked: `deny` or `ask`.</summary>
    public string BlockAnswer { get; init => field = value ?? "deny"; } = "deny";

    /// <summary>Where alerts go; none where there are none.</summary>
    public IReadOnlyList<AlertChannelSettings> Channels { get; init => field = value ?? []; } = [];

    /// <summary>Whether anything is on.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsAnyOn => Audit || BlockFrom is not null || Channels.Count > 0;
}
