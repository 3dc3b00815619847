using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Sharing;

/// <summary>The text that explains sharing before it is agreed to, and whether sharing is allowed now.</summary>
internal static class Consent
{
    /// <summary>Raised whenever more is collected than the text says.</summary>
    public const int Version = 3;

    /// <summary>An earlier version that shared less, and is still valid for that.</summary>
    private const int VersionBefore = 2;

    /// <summary>The kinds that the version before shared.</summary>
    public const SharedKinds KindsBefore = SharedKinds.All & ~(SharedKinds.Durations | SharedKinds.TypedSkills);

    public const string Text =
        """
        Sharing sends, for each UTC day from this moment on and for each agent:
          - the names of the tools, skills, MCP servers and models that were used, how often, and how often
            tools failed or were refused: so that authors and users see what is used and what works
          - how long the calls of each tool and MCP server ran, as one median of the day: what is slow
          - how often you typed a skill yourself: whether agents find it
          - the names of the enabled plugins: so that their authors see that they are used
          - how many edits were made to files that had not been read: a habit to compare
          - a random-looking token that changes every 4 weeks: so that one machine counts once
          - the version of tooltime
        It is sent automatically, by a process of its own, when 24 hours have passed or 100 events have gathered,
        at most 8 times per UTC day.
        `tooltime consent --only tools,mcp-servers` leaves out all other kinds, now or later.
        Never sent: prompts, commands, file names and contents, paths, project names, error texts, your name or machine.
        Nothing recorded before this moment is sent. `tooltime share preview` shows the exact bytes beforehand,
        `tooltime share log` what was sent in the last 90 days, `tooltime share off` stops it, and
        `tooltime share delete-me` deletes from the server everything that this machine ever sent.
        """;

    /// <summary>Why nothing may be sent or asked now regardless of consent, or null.</summary>
    public static string? Refusal(Func<string, string?> environment)
    {
        if (IsSet("DO_NOT_TRACK"))
        {
            return "DO_NOT_TRACK is set";
        }

        return IsSet("CI") ? "this is a CI run" : null;

        bool IsSet(string variable) =>
            environment(variable) is { Length: > 0 } value
            && value is not "0"
            && !value.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The consent in force, or null.</summary>
    public static ConsentGiven? InForce(ConfigFile config) =>
        config is { CommunitySharing: true, ConsentVersion: Version or VersionBefore, ConsentedAt: { } since, Secret: not null }
            ? new ConsentGiven(
                since,
                config.ConsentedAfterEvents,
                KindList.From(config) & KindsOf(config),
                config.ConsentExtendedAt
            )
            : null;

    /// <summary>The kinds of the version agreed to.</summary>
    public static SharedKinds KindsOf(ConfigFile config) => config.ConsentVersion == VersionBefore ? KindsBefore : SharedKinds.All;

    /// <summary>Whether the consent in force is to an older version, which shares less than this one asks for.</summary>
    public static bool IsOlder(ConfigFile config) => InForce(config) is not null && config.ConsentVersion != Version;
}

/// <summary>The consent in force: what was recorded from <paramref name="At"/> on may be sent.</summary>
/// <param name="At">The instant.</param>
/// <param name="EventsBefore">How many events its day had before then. Events of the same instant cannot be separated by time.</param>
/// <param name="Kinds">The kinds agreed to.</param>
/// <param name="ExtendedAt">When the kinds of a later version were agreed to; null if at once, or never.</param>
internal sealed record ConsentGiven(DateTimeOffset At, int EventsBefore, SharedKinds Kinds, DateTimeOffset? ExtendedAt)
{
    /// <summary>The kinds shared for a day; kinds agreed to later are shared from the day after.</summary>
    public SharedKinds KindsOn(DateOnly day) =>
        ExtendedAt is { } extended && day <= extended.UtcDay() ? Kinds & Consent.KindsBefore : Kinds;

    public DateOnly Day => At.UtcDay();

    /// <summary>Decides which events of the day of consent are covered, in the record's order. For one pass only.</summary>
    public Func<RecordedEvent, bool> Covers()
    {
        var passed = 0;
        return recorded => passed++ >= EventsBefore && recorded.At >= At;
    }
}
