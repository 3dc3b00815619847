using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ToolTime.Names;

/// <summary>
/// Models are recognised by patterns, since new ones appear faster than lists. One model has many spellings; they are normalized to its
/// vendor's: without the vendor before a slash, a cloud's region and revision, and the size of the context window in brackets.
/// </summary>
internal sealed partial class ModelPatterns(IEnumerable<string> patterns)
{
    /// <summary>
    /// The number of remembered spellings: many times those in use. Invented ones beyond that are only matched again each time.
    /// </summary>
    private const int Capacity = 4_096;

    /// <summary>Longer names are never models, and are not remembered.</summary>
    private const int LongestName = 100;

    private readonly ConcurrentDictionary<string, string> _folded = new(StringComparer.Ordinal);
    private readonly Regex _pattern = new(
        $@"\A(?:{string.Join('|', patterns)})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>The spelling under which a model counts; empty if no pattern matches.</summary>
    public string Normalize(string name)
    {
        if (name.Length > LongestName)
        {
            return "";
        }

        if (_folded.TryGetValue(name, out var known))
        {
            return known;
        }

        var normalized = Match(name);
        if (_folded.Count < Capacity)
        {
            _folded.TryAdd(name, normalized);
        }

        return normalized;
    }

    private string Match(string name)
    {
        var model = ContextWindow().Replace(name, "");
        model = Vendor().Replace(model, "");
        model = CloudRegion().Replace(model, "");
        model = CloudRevision().Replace(model, "").Replace('@', '-');
        return _pattern.IsMatch(model) ? model : "";
    }

    [GeneratedRegex(@"\[[0-9]{1,4}[km]\]\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ContextWindow();

    [GeneratedRegex(
        @"\A(?:openrouter/)?(?:anthropic|openai|google|models|mistralai|deepseek|x-ai|qwen|meta-llama|moonshotai|z-ai|bedrock|vertex_ai)/",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Vendor();

    [GeneratedRegex(@"\A(?:(?:us|eu|apac|jp|au|global)\.)?anthropic\.", RegexOptions.CultureInvariant)]
    private static partial Regex CloudRegion();

    [GeneratedRegex(@"-v[0-9]{1,2}(?::[0-9]{1,2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex CloudRevision();
}
