using System.Text.Json.Serialization;
using ToolTime.Privacy;

namespace ToolTime.Api.DataSet;

/// <summary>The list of the data set's files.</summary>
internal sealed record DataSetManifest
{
    /// <summary>True if the clock, and so the figures, are made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The version of the rules in force; each file has the version under which it was computed.</summary>
    public required int RulesVersion { get; init; }

    /// <summary>The rules.</summary>
    public required IReadOnlyList<DataSetRule> Rules { get; init; }

    /// <summary>The files, oldest period first.</summary>
    public required IReadOnlyList<DataSetEntry> Files { get; init; }
}

/// <summary>A rule, as in the privacy endpoint.</summary>
internal sealed record DataSetRule(string Id, string Text)
{
    public static DataSetRule From(PrivacyRule rule) => new(rule.Id, rule.Text);
}

/// <summary>A file of the data set.</summary>
internal sealed record DataSetEntry
{
    /// <summary>The file's path on this server; its content never changes.</summary>
    public required string Href { get; init; }

    /// <summary>SHA-256 of the content, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The length of the content in bytes.</summary>
    public required int Bytes { get; init; }

    public required string MediaType { get; init; }

    /// <summary><c>week</c> or <c>4w</c>.</summary>
    public required string Window { get; init; }

    /// <summary>The first UTC day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last UTC day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Distinct submitters; null if too few.</summary>
    public required long? Submitters { get; init; }

    /// <summary>The version of the rules under which the file was computed.</summary>
    public required int RulesVersion { get; init; }

    /// <summary>The number of rows.</summary>
    public required int Rows { get; init; }
}

/// <summary>The JSON of the manifest.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DataSetManifest))]
internal sealed partial class DataSetManifestJson : JsonSerializerContext;
