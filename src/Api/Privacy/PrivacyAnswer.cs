using System.Text.Json.Serialization;
using ToolTime.Privacy;

namespace ToolTime.Api.Privacy;

/// <summary>The rules in force, as data.</summary>
internal sealed record PrivacyAnswer
{
    /// <summary>The version of the policy to which consent refers.</summary>
    public required int ConsentVersion { get; init; }

    /// <summary>True if no threshold is below the shipped one.</summary>
    public required bool Strict { get; init; }

    /// <summary>The numbers in the rules.</summary>
    public required PrivacyLimits Limits { get; init; }

    /// <summary>The rules, described by the code that applies them.</summary>
    public required IReadOnlyList<PrivacyRuleText> Rules { get; init; }

    /// <summary>Every field that is collected.</summary>
    public required IReadOnlyList<CollectedField> Fields { get; init; }

    public static PrivacyAnswer From(PrivacyTerms terms) => new()
    {
        ConsentVersion = Policy.ConsentVersion,
        Strict = terms.IsShipped,
        Limits = PrivacyLimits.From(terms),
        Rules = [.. terms.Rules.Select(rule => new PrivacyRuleText(rule.Id, rule.Text))],
        Fields = FieldCatalog.All,
    };
}

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PrivacyAnswer))]
internal sealed partial class PrivacyJson : JsonSerializerContext;

/// <summary>A rule in force.</summary>
/// <param name="Id">The rule's id in docs/privacy.md.</param>
/// <param name="Text">What it does.</param>
internal sealed record PrivacyRuleText(string Id, string Text);
