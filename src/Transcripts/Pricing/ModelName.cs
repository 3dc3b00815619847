using System.Text.RegularExpressions;
using ToolTime.Recording.Usage;

namespace ToolTime.Transcripts.Pricing;

/// <summary>
/// A model's name without what does not affect its price: the cloud or gateway in front; the version, date, region or context size at the
/// end. Clouds and gateways write one model's name in many ways.
/// </summary>
/// <param name="Plain">The name in the price table.</param>
/// <param name="IsFast">Whether it ran in fast mode, which has its own price.</param>
internal readonly partial record struct ModelName(string Plain, bool IsFast)
{
    /// <summary>Ends the name of a model that ran in fast mode.</summary>
    public const string FastSuffix = "-fast";

    // A name may end with one of these and mean the model without it.
    private static readonly string[] Suffixes = ["-latest", "-preview"];

    /// <summary>The plain name for people, with the suffix for fast mode.</summary>
    public string Shown => IsFast ? Plain + FastSuffix : Plain;

    /// <summary>Whether a gateway offers it for nothing, which the name of the model itself does not say.</summary>
    public bool IsFree => IsOffered(Plain);

    public static ModelName Parse(string model)
    {
        var name = CellName.Model(model).ToLowerInvariant();
        name = name[(name.LastIndexOf('/') + 1)..];
        if (IsOffered(name))
        {
            return new ModelName(name, IsFast: false);
        }

        // `bedrock:us.anthropic.…:0`: of the parts between colons, the first that looks like a model.
        name = name.Split(':').FirstOrDefault(part => part.Contains('-')) ?? name.Split(':')[0];
        name = Services().Replace(name, "");
        name = name.IndexOf('@') is > 0 and var version ? name[..version] : name;
        var isClaude = name.StartsWith("claude", StringComparison.Ordinal);
        name = isClaude ? Asked().Replace(name, "") : name;
        name = Revision().Replace(name, "");
        name = Date().Replace(name, "");
        var isFast = name.EndsWith(FastSuffix, StringComparison.Ordinal);
        name = isFast ? name[..^FastSuffix.Length] : name;
        foreach (var suffix in Suffixes)
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal) && !PriceTable.Has(name))
            {
                name = name[..^suffix.Length];
            }
        }

        var plain = isClaude ? Claude(name.Replace('.', '-')) : Dotted(name);
        return PriceTable.Has(plain) || WithoutEffort(plain) is not { } known
            ? new ModelName(plain, isFast)
            : known with { IsFast = isFast || known.IsFast };
    }

    // OpenRouter's `qwen3-max:free`, and `free` for any such; OpenCode Zen's `glm-4.7-free`.
    private static bool IsOffered(string name) =>
        name is "free" || name.EndsWith(":free", StringComparison.Ordinal) || name.EndsWith("-free", StringComparison.Ordinal);

    // How hard it was asked to think, where the model without that is known: `gpt-5.5-high`.
    private static ModelName? WithoutEffort(string name) =>
        Effort().Match(name) is { Success: true, Index: > 0 and var end } && Parse(name[..end]) is var known && PriceTable.Has(known.Plain)
            ? known
            : null;

    // Where a name may have no dot: `gpt-5-4`.
    private static string Dotted(string name) =>
        !PriceTable.Has(name) && DashedVersion().Replace(name, "gpt-$1.$2") is var dotted && PriceTable.Has(dotted) ? dotted : name;

    // Some put the version before the family, some after it, unlike the vendor. Some add how the model was called.
    private static string Claude(string name)
    {
        name = Asked().Replace(name, "");
        if (PriceTable.Has(name))
        {
            return name;
        }

        var swapped = VersionFirst().Match(name) is { Success: true } first ? $"claude-{first.Groups["family"]}-{first.Groups["version"]}"
            : VersionLast().Match(name) is { Success: true } last ? $"claude-{last.Groups["version"]}-{last.Groups["family"]}"
            : name;
        return PriceTable.Has(swapped) ? swapped : name;
    }

    [GeneratedRegex(@"^(?:[a-z-]+\.|anthropic--|databricks-|(?:anthropic|aws|bedrock|vertex)-(?=claude-))+")]
    private static partial Regex Services();

    [GeneratedRegex(@"-(?:v\d+|00\d)$")]
    private static partial Regex Revision();

    [GeneratedRegex(@"(?:-20\d{6}|-20\d\d-\d\d-\d\d|(?<=-preview)-\d\d-(?:20)?\d\d)$")]
    private static partial Regex Date();

    [GeneratedRegex(@"(?:-thinking(?:-\d+k)?|-1m|\[1m\]|\ \(1m\ context\))+$")]
    private static partial Regex Asked();

    [GeneratedRegex(@"(?:-(?:none|minimal|low|medium|high|xhigh|max)(?:-effort)?|\ ?\((?:none|minimal|low|medium|high|xhigh|max)\))$")]
    private static partial Regex Effort();

    [GeneratedRegex(@"^gpt-(\d)-(\d)")]
    private static partial Regex DashedVersion();

    [GeneratedRegex(@"^claude-(?<version>\d+(?:-\d+)?)-(?<family>[a-z]+)$")]
    private static partial Regex VersionFirst();

    [GeneratedRegex(@"^claude-(?<family>[a-z]+)-(?<version>\d+(?:-\d+)?)$")]
    private static partial Regex VersionLast();
}
