using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Home;

/// <summary>
/// config.json. Members unknown to this version are preserved; a broken file, or one written by a newer version, is never changed.
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

    /// <summary>Whether the user has answered the question of sharing, either way.</summary>
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

    /// <summary>When a later version was agreed to, whose additional kinds are shared from then on; null if at once.</summary>
    public DateTimeOffset? ConsentExtendedAt
    {
        get => Instant("consent_extended_at");
        set => SetOrRemove("consent_extended_at", value is null ? null : Written(value));
    }

    /// <summary>How many events of the day of consent came before it.</summary>
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

    /// <summary>Whether users' and models' words are scored, on this machine.</summary>
    public bool Sentiment
    {
        get => Text("sentiment") is "on";
        set => SetOrRemove("sentiment", value ? JsonValue.Create("on") : null);
    }

    /// <summary>The kinds of names that may be shared; null for all.</summary>
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

    /// <summary>
    /// Loads, changes and replaces the file under a lock; creates the secret if there is none. A dry run replaces nothing.
    /// </summary>
    /// <exception cref="ConfigException">As <see cref="Load"/>, or another process holds the file.</exception>
    public static ConfigFile Update(ToolTimeHome home, HomeClock clock, Action<ConfigFile> change, bool isDryRun = false)
    {
        using var held = isDryRun ? null : ConfigLock.Acquire(home);
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
        if (!isDryRun && config._members.ToJsonString() != before)
        {
            PrivateFiles.Replace(home.Config, config.ToBytes());
        }

        return config;
    }

    /// <summary>Replaces this machine's secret, so that nothing earlier can be derived or linked.</summary>
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

/// <summary>The home cannot be used as it is; the message tells the user why.</summary>
internal sealed class ConfigException(string message) : Exception(message);
