namespace ToolTime.Architecture.Tests.Docs;

/// <summary>All of the project's Markdown, except test data.</summary>
public sealed class MarkdownTests
{
    private static readonly Dictionary<string, MarkdownPage> Pages = Repository.FilesUnder(".", "*.md")
        .Where(file => !file.Path.Contains("/fixtures/", StringComparison.Ordinal))
        .ToDictionary(file => file.Path, file => new MarkdownPage(file), StringComparer.Ordinal);

    [Fact]
    public void Pages_Together_AreShort() => Assert.InRange(Pages.Values.Sum(page => page.Words), 1, 30_000);

    [Fact]
    public void Links_OfEveryPage_LeadSomewhere() =>
        Assert.Empty(
            from page in Pages.Values
            from link in page.Links
            where !LeadsSomewhere(page, link)
            select $"{page.Path}: {link}"
        );

    private static bool LeadsSomewhere(MarkdownPage page, string link)
    {
        var (file, anchor) = (link.Split('#')[0], link.Split('#').ElementAtOrDefault(1));
        var folder = Path.Combine(Repository.Root, Path.GetDirectoryName(page.Path)!);
        var path = file.Length == 0 ? Path.Combine(Repository.Root, page.Path) : Path.GetFullPath(file, folder);
        var target = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
        return Path.Exists(path)
            && (anchor is null || !Pages.TryGetValue(target, out var other) || other.Anchors.Contains(anchor));
    }
}
