using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Security.Settings;

/// <summary>security.json: what a hook does besides recording. Without the file it does none of this.</summary>
internal sealed record GuardSettings
{
    /// <summary>Nothing is on.</summary>
    public static readonly GuardSettings Off = new();

    /// <summary>Whether the audit trail is written.</summary>
    public bool Audit { get; init; }

    /// <summary>The lowest severity that is blocked, such as `critical`; null for none.</summary>
    public string? BlockFrom { get; init; }

    /// <summary>How it is blocked: `deny` or `ask`.</summary>
    public string BlockAnswer { get; init => field = value ?? "deny"; } = "deny";

    /// <summary>Where alerts are sent; may be empty.</summary>
    public IReadOnlyList<AlertChannelSettings> Channels { get; init => field = value ?? []; } = [];

    /// <summary>Whether anything is on.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsAnyOn => Audit || BlockFrom is not null || Channels.Count > 0;
}

/// <summary>A way in which alerts reach the user.</summary>
/// <param name="Kind">`terminal`, `desktop`, `webhook`, `slack`, `discord`, `log` or `command`.</param>
/// <param name="From">The lowest severity that it accepts, such as `high`.</param>
/// <param name="Target">A webhook's address, a log's file, or a command line; null for the others.</param>
internal sealed record AlertChannelSettings(string Kind, string From, string? Target = null);

/// <summary>The answer about a blocked call.</summary>
internal enum BlockAnswer
{
    /// <summary>The call does not run.</summary>
    Deny,

    /// <summary>The agent's user is asked.</summary>
    Ask,
}

/// <summary>The names of answers in the file.</summary>
internal static class BlockAnswerName
{
    /// <summary>The answer with that name, or null.</summary>
    public static BlockAnswer? Parse(string name)
    {
        if (name.Equals("deny", StringComparison.OrdinalIgnoreCase))
        {
            return BlockAnswer.Deny;
        }

        return name.Equals("ask", StringComparison.OrdinalIgnoreCase) ? BlockAnswer.Ask : null;
    }
}

/// <summary>Writes security.json; <see cref="GuardSettingsReader"/> reads it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GuardSettings))]
internal sealed partial class GuardJson : JsonSerializerContext;
