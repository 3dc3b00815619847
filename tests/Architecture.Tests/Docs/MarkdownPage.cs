using System.Text.RegularExpressions;

namespace ToolTime.Architecture.Tests.Docs;

/// <summary>A page of Markdown: its headings, its links, and what it defines.</summary>
internal sealed partial class MarkdownPage
{
    public MarkdownPage(SourceFile file)
    {
        Path = file.Path;
        Words = file.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        var text = Fence.Replace(file.Text, "");
        var headings = Heading.Matches(text).Select(match => match.Groups[1].Value).ToList();
        Anchors = headings.Select(Anchor).ToHashSet(StringComparer.Ordinal);
        Links = [.. Link.Matches(text).Select(match => match.Groups[1].Value).Where(link => !link.Contains(':', StringComparison.Ordinal))];
        Defined =
        [
            .. headings.Concat(FirstCell.Matches(text).Select(match => match.Groups[1].Value))
                .SelectMany(place => Code.Matches(place))
                .Select(match => match.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal)),
        ];
    }

    /// <summary>The path from the root.</summary>
    public string Path { get; }

    /// <summary>The number of words, as counted by `wc -w`.</summary>
    public int Words { get; }

    /// <summary>The anchors of its headings.</summary>
    public IReadOnlySet<string> Anchors { get; }

    /// <summary>The links to other places in the repository.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>The code in its headings and in the first cells of its tables' rows.</summary>
    public IReadOnlyList<string> Defined { get; }

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence { get; }

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading { get; }

    [GeneratedRegex(@"^\| ((?:[^|\\\n]|\\.)*) \|", RegexOptions.Multiline)]
    private static partial Regex FirstCell { get; }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code { get; }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation { get; }

    private static string Anchor(string heading) =>
        Punctuation.Replace(heading, "").Replace(' ', '-').ToLowerInvariant();
}
