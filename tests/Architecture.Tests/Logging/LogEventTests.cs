using System.Text.RegularExpressions;

namespace ToolTime.Architecture.Tests.Logging;

/// <summary>Every log line has a unique id, on which alerts may depend: it is recorded, and never changes its meaning.</summary>
public sealed partial class LogEventTests
{
    private static readonly string ListPath = Path.Combine(Repository.Root, "tests/Architecture.Tests/Logging/events.txt");

    [GeneratedRegex(
        """\[LoggerMessage\(\s*(\d+),\s+LogLevel\.(\w+),\s+"((?:[^"\\]|\\.)*)"\s*\)\]\s+(?:public|internal|private|protected)?[\w\s]*? partial void (\w+)\("""
    )]
    private static partial Regex Event { get; }

    [Fact]
    public void LogEvents_OfAllSources_HaveIdsOfTheirOwn() =>
        Assert.Empty(
            Events().GroupBy(found => found.Id).Where(same => same.Count() > 1).SelectMany(same => same.Select(found => found.Line))
        );

    [Fact]
    public void LogEvents_OfAllSources_AreThoseThatWereWrittenDown() =>
        Assert.Equal(
            File.ReadAllLines(ListPath),
            Events().OrderBy(found => found.Id).ThenBy(found => found.Line, StringComparer.Ordinal).Select(found => found.Line)
        );

    [Fact]
    public void LogEvents_OfAllSources_AreAllFound() =>
        Assert.Equal(Sources().Sum(file => file.Text.Split("[LoggerMessage").Length - 1), Events().Count);

    [Fact]
    public void LogCalls_InSrc_AllHaveEvents() =>
        Assert.Empty(Sources().Where(file => PlainCall.IsMatch(file.Text)).Select(file => file.Path));

    /// <summary>Rewrites the list; run by hand, and review the difference before committing it.</summary>
    [Fact(Explicit = true)]
    public void LogEvents_OfAllSources_AreWrittenDown() =>
        File.WriteAllLines(
            ListPath,
            Events().OrderBy(found => found.Id).ThenBy(found => found.Line, StringComparer.Ordinal).Select(found => found.Line)
        );

    [GeneratedRegex(@"(?<!\bMath)\.Log(Trace|Debug|Information|Warning|Error|Critical)?\(")]
    private static partial Regex PlainCall { get; }

    private static IEnumerable<SourceFile> Sources() => Repository.FilesUnder("src", "*.cs");

    private static List<(int Id, string Line)> Events() =>
        [
            .. from file in Sources()
            from Match found in Event.Matches(file.Text)
            let groups = found.Groups
            select (
                int.Parse(groups[1].Value),
                $"{groups[1].Value} {groups[2].Value} {Path.GetFileNameWithoutExtension(file.Path)}.{groups[4].Value}: {groups[3].Value}"
            ),
        ];
}
