using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Home;

/// <summary>
/// config.json. Members that this version does not know stay when it is rewritten; a file that is broken, or written by a newer
/// version, is never touched.
/// </summary>
internal sealed class ConfigFile
{
    public const string SecretMember = "secret";
    public const string ClockMember = "clock";

    private const int Version = 1;
    private const string VersionMember = "version";
    private const string KindsMember = "shared_kinds";

    private readonly JsonObject _members;

    private ConfigFile(JsonObject members) => _members = members;

    public string? Secret => Text(SecretMember);

    /// <summary>Whether the question of sharing was ever answered, either way.</summary>
    public bool IsSharingDecided => _members["community_sharing"] is JsonValue;

    public bool CommunitySharing
    {
        get => _members["community_sharing"] is JsonValue value && value.TryGetValue(out bool isOn) && isOn;
        set => _members["community_sharing"] = value;
    }

    public DateTimeOffset? ConsentedAt
    {
        get => Instant("consented_at");
        set => _members["consented_at"] = Written(value);
    }

    public int? ConsentVersion
    {
        get => _members["consent_version"] is JsonValue value && value.TryGetValue(out int version) ? version : null;
        set => _members["consent_version"] = value;
    }

    /// <summary>When a later version was agreed to, whose additional kinds count from then on; null where that was at once.</summary>
    public DateTimeOffset? ConsentExtendedAt
    {
        get => Instant("consent_extended_at");
        set => SetOrRemove("consent_extended_at", value is null ? null : Written(value));
    }

    /// <summary>How many events the day of consent had before it.</summary>
    public int ConsentedAfterEvents
    {
        get => _members["consented_after_events"] is JsonValue value && value.TryGetValue(out int count) ? count : 0;
        set => SetOrRemove("consented_after_events", value > 0 ? JsonValue.Create(value) : null);
    }

    public DateTimeOffset? LastUploadAt
    {
        get => Instant("last_upload_at");
        set => _members["last_upload_at"] = Written(value);
    }

    public string? ApiEndpoint
    {
        get => Text("api_endpoint");
        set => SetOrRemove("api_endpoint", value is null ? null : JsonValue.Create(value));
    }

    /// <summary>Whether what users and models say is scored, on this machine.</summary>
    public bool Sentiment
    {
        get => Text("sentiment") is "on";
        set => SetOrRemove("sentiment", value ? JsonValue.Create("on") : null);
    }

    /// <summary>The kinds of names that may be shared; null for all of them.</summary>
    public IReadOnlyList<string>? SharedKinds
    {
        get => _members[KindsMember] is JsonArray words ? [.. words.Select(word => word!.GetValue<string>())] : null;
        set => SetOrRemove(KindsMember, value is null ? null : new JsonArray([.. value.Select(word => JsonValue.Create(word))]));
    }

    /// <exception cref="ConfigException">The file is broken, newer, or belongs to the other kind of clock.</exception>
    public static ConfigFile Load(ToolTimeHome home, HomeClock clock)
    {
        var config = new ConfigFile(File.Exists(home.Config) ? Parse(home.Config) : []);
        if (
            config._members[VersionMember] is { } version
            && (version is not JsonValue value || !value.TryGetValue(out int number) || number > Version)
        )
        {
            throw new ConfigException($"{home.Config} was written by a newer version of tooltime; this one leaves it alone.");
        }

        if (config._members[SecretMember] is not null && string.IsNullOrEmpty(config.Secret))
        {
            throw new ConfigException($"{home.Config} is broken: its secret is not a string.");
        }

        if (config._members[KindsMember] is { } kinds && !IsListOfWords(kinds))
        {
            throw new ConfigException($"{home.Config} is broken: its {KindsMember} is not a list of words, so nothing is shared.");
        }

        if (config.Secret is not null && !clock.Owns(config.Text(ClockMember)))
        {
            throw new ConfigException(clock.Refusal(home.Path));
        }

        return config;
    }

    /// <summary>Loads, changes and replaces the file while no other process does the same; gives it a secret where it has none.</summary>
    /// <exception cref="ConfigException">As <see cref="Load"/>, or another process holds the file.</exception>
    public static ConfigFile Update(ToolTimeHome home, HomeClock clock, Action<ConfigFile> change)
    {
        PrivateFiles.CreateFolder(home.Path);
        using var held = FileLock.Acquire(home.ConfigLock)
            ?? throw new ConfigException($"{home.ConfigLock} is held by another process.");

        var config = Load(home, clock);
        var before = config._members.ToJsonString();
        if (config.Secret is null)
        {
            config._members[VersionMember] ??= Version;
            config._members[SecretMember] = LocalSecret.New();
            if (clock.Mark is { } mark)
            {
                config._members[ClockMember] = mark;
            }
        }

        change(config);
        if (config._members.ToJsonString() != before)
        {
            PrivateFiles.Replace(home.Config, config.ToBytes());
        }

        return config;
    }

    /// <summary>Gives this machine another secret, under which nothing before can be named or linked.</summary>
    public void RenewSecret() => _members[SecretMember] = LocalSecret.New();

    private static JsonObject Parse(string path)
    {
        try
        {
            return JsonNode.Parse(EditedJson.Read(path), documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new ConfigException($"{path} is broken: it is not a JSON object.");
        }
        catch (JsonException e)
        {
            throw new ConfigException($"{path} is broken: it is not JSON (line {e.LineNumber + 1}). Repair it or move it away.");
        }
    }

    private static bool IsListOfWords(JsonNode node) =>
        node is JsonArray words && words.All(word => word is JsonValue value && value.TryGetValue(out string? _));

    private void SetOrRemove(string member, JsonNode? value)
    {
        _members.Remove(member);
        if (value is not null)
        {
            _members[member] = value;
        }
    }

    private static string? Written(DateTimeOffset? instant) => instant is { } known ? UtcText.Milliseconds(known) : null;

    private DateTimeOffset? Instant(string member) =>
        DateTimeOffset.TryParse(Text(member), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;

    private string? Text(string member) => _members[member] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            _members.WriteTo(writer);
        }

        stream.Write("\n"u8);
        return stream.ToArray();
    }
}

/// <summary>The home cannot be used as it is; the message says why, in words for its owner.</summary>
internal sealed class ConfigException(string message) : Exception(message);
