using System.Text.Json.Serialization;
using ToolTime.Privacy;

namespace ToolTime.Api.DataSet;

/// <summary>What the data set holds.</summary>
internal sealed record DataSetManifest
{
    /// <summary>True where the clock, and so the figures, are made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The rules in force; a file names the version under which it was made.</summary>
    public required int RulesVersion { get; init; }

    /// <summary>Each rule.</summary>
    public required IReadOnlyList<DataSetRule> Rules { get; init; }

    /// <summary>The files, the oldest period first.</summary>
    public required IReadOnlyList<DataSetEntry> Files { get; init; }
}

/// <summary>A rule, as the privacy endpoint states it.</summary>
internal sealed record DataSetRule(string Id, string Text)
{
    public static DataSetRule From(PrivacyRule rule) => new(rule.Id, rule.Text);
}

/// <summary>A file of the data set.</summary>
internal sealed record DataSetEntry
{
    /// <summary>Where it is, on this server; its content never changes.</summary>
    public required string Href { get; init; }

    /// <summary>SHA-256 of its bytes, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Its length.</summary>
    public required int Bytes { get; init; }

    public required string MediaType { get; init; }

    /// <summary><c>week</c> or <c>4w</c>.</summary>
    public required string Window { get; init; }

    /// <summary>The first UTC day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last UTC day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Distinct submitters; null where they are too few.</summary>
    public required long? Submitters { get; init; }

    /// <summary>The version of the rules under which it was made.</summary>
    public required int RulesVersion { get; init; }

    /// <summary>The rows in it.</summary>
    public required int Rows { get; init; }
}

/// <summary>The JSON of the manifest.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DataSetManifest))]
internal sealed partial class DataSetManifestJson : JsonSerializerContext;
