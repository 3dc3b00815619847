using System.Text.Json;
using System.Text.Json.Serialization;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>The content of a user's rules file: disabled rules, other severities, allowed folders and hosts, patterns.</summary>
internal sealed record UserRules
{
    /// <summary>No changes to the rules.</summary>
    public static readonly UserRules None = new();

    /// <summary>Ids of disabled rules.</summary>
    public IReadOnlyList<string> Off { get; init => field = value ?? []; } = [];

    /// <summary>Severities by rule id.</summary>
    public IReadOnlyDictionary<string, string> Severity
    {
        get;
        init => field = value ?? new Dictionary<string, string>();
    } = new Dictionary<string, string>();

    /// <summary>Further folders that belong to the project, absolute or with `~`.</summary>
    public IReadOnlyList<string> AllowedFolders { get; init => field = value ?? []; } = [];

    /// <summary>Patterns of hosts that may be fetched from and sent to.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init => field = value ?? []; } = [];

    /// <summary>Rules of the user's own.</summary>
    public IReadOnlyList<UserPattern> Patterns { get; init => field = value ?? []; } = [];

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="ConfigException">It is not JSON of this form, or names something unknown.</exception>
    public static UserRules Parse(string text)
    {
        UserRules rules;
        try
        {
            rules = JsonSerializer.Deserialize(text, UserRulesJson.Default.UserRules) ?? None;
        }
        catch (JsonException e)
        {
            throw new ConfigException($"The rules file cannot be read: line {e.LineNumber + 1}, {e.Path}.");
        }

        var faults = Faults(rules).ToList();
        return faults.Count == 0 ? rules : throw new ConfigException(string.Join(' ', faults));
    }

    private static IEnumerable<string> Faults(UserRules rules)
    {
        string?[] names = [.. rules.Off, .. rules.Severity.Values, .. rules.AllowedFolders, .. rules.AllowedHosts];
        if (names.Contains(null) || rules.Patterns.Contains(null!))
        {
            yield return "The rules file has a null where a value is required.";
            yield break;
        }

        foreach (var id in rules.Off.Concat(rules.Severity.Keys).Where(id => RuleSet.Find(id) is null))
        {
            yield return $"There is no rule `{id}`; `tooltime security rules` lists them.";
        }

        foreach (var severity in rules.Severity.Values.Concat(rules.Patterns.Select(pattern =>
            pattern.Severity).OfType<string>()).Where(name => SeverityName.Parse(name) is null))
        {
            yield return $"`{severity}` is not a severity: info, low, medium, high, critical.";
        }

        foreach (var effect in rules.Patterns.Select(pattern => pattern.Effect).OfType<string>().Where(name =>
            WireName.Parse<Effects.EffectKind>(name) is null))
        {
            yield return $"`{effect}` is not an effect: {string.Join(", ", Enum.GetValues<Effects.EffectKind>().Select(WireName.From))}.";
        }

        foreach (var pattern in rules.Patterns.Where(pattern => pattern is { Tool: null, Effect: null, Path: null, Host: null }))
        {
            yield return $"The pattern `{pattern.Id}` matches everything: set tool, effect, path or host.";
        }
    }
}

/// <summary>The JSON shape of a user's rules file. Unknown members are refused, so that a misspelt name is not ignored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(UserRules))]
internal sealed partial class UserRulesJson : JsonSerializerContext;
