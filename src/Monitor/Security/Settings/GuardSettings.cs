using System.Text.Json.Serialization;

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

/// <summary>A way in which alerts reach their user.</summary>
/// <param name="Kind">`terminal`, `desktop`, `webhook`, `slack`, `discord`, `log` or `command`.</param>
/// <param name="From">The least severity that it takes, as `high`.</param>
/// <param name="Target">The address of a webhook, the file of a log, the line of a command; null for the others.</param>
public sealed record AlertChannelSettings(string Kind, string From, string? Target = null);

/// <summary>What an agent is answered about a call that is to be blocked.</summary>
public enum BlockAnswer
{
    /// <summary>The call does not run.</summary>
    Deny,

    /// <summary>The agent's user is asked.</summary>
    Ask,
}

/// <summary>Answers as the file names them.</summary>
internal static class BlockAnswerName
{
    /// <summary>The answer of a name; null where there is none.</summary>
    public static BlockAnswer? Parse(string name)
    {
        if (name.Equals("deny", StringComparison.OrdinalIgnoreCase))
        {
            return BlockAnswer.Deny;
        }

        return name.Equals("ask", StringComparison.OrdinalIgnoreCase) ? BlockAnswer.Ask : null;
    }
}

/// <summary>How security.json is written; <see cref="GuardSettingsReader"/> reads it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GuardSettings))]
internal sealed partial class GuardJson : JsonSerializerContext;
