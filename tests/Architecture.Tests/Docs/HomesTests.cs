using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using ToolTime.Submissions;

namespace ToolTime.Architecture.Tests.Docs;

/// <summary>Every verb, endpoint and setting is defined on exactly one page of docs/: a heading or a table row begins with it.</summary>
public sealed partial class HomesTests
{
    private static readonly string[] Assemblies = ["ToolTime.Api", "ToolTime.Grains", "ToolTime.Storage", "ToolTime.Silo"];

    private static readonly MarkdownPage[] Pages =
    [
        .. Repository.FilesUnder("docs", "*.md")
            .Where(file => !file.Path.Contains("/decisions/", StringComparison.Ordinal))
            .Select(file => new MarkdownPage(file)),
    ];

    // The page of `tooltime serve`, some of whose endpoints are named like the server's.
    private static readonly string[] OfServe = ["docs/live.md", "docs/otlp.md"];

    [GeneratedRegex(@"^Usage:\s+tooltime ([a-z][a-z -]*[a-z])", RegexOptions.Multiline)]
    private static partial Regex Verb { get; }

    [GeneratedRegex(@"\[""([a-z]+)""(?:, ""([a-z-]+)"")?")]
    private static partial Regex OperatorsVerb { get; }

    [GeneratedRegex(@"`((?:GET|POST|PUT|DELETE)(?:, [A-Z]+)*) (/[^`]*)`")]
    private static partial Regex Endpoint { get; }

    [GeneratedRegex(@"[rR]outes\.(Get|Post)\(\s*\$?""(/[^""]*)""|\[""(/[^""]*)""\] = \(|Request\.Path == ""(/[^""]*)""")]
    private static partial Regex ServeEndpoint { get; }

    [GeneratedRegex("\"(TOOLTIME_[A-Z]+(?:_[A-Z]+)*)\"")]
    private static partial Regex Variable { get; }

    [GeneratedRegex(@"<([a-z_]+(?:\|[a-z_]+)+)>")]
    private static partial Regex Choice { get; }

    [GeneratedRegex("const string \\w+ = \"(.+)\";")]
    private static partial Regex Code { get; }

    [Fact]
    public void Verbs_OfTheCommand_HaveOneHome()
    {
        var verbs = Help("*.txt").SelectMany(text => Verb.Matches(text)).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains("share delete-me", verbs);
        AssertOneHome(verbs.Select(verb => $"tooltime {verb}"), Pages);
    }

    [Fact]
    public void Verbs_OfOperators_HaveOneHome()
    {
        var verbs = OperatorsVerb.Matches(Repository.FilesUnder("src/Silo/Operators", "OperatorsVerb.cs").Single().Text)
            .Select(match => string.Join(' ', match.Groups.Values.Skip(1).Where(word => word.Success).Select(word => word.Value)))
            .ToList();
        Assert.Contains("names import", verbs);
        AssertOneHome(verbs, Pages);
    }

    [Fact]
    public void Endpoints_OfTheServer_HaveOneHome()
    {
        // SecurityTableTests checks that the page on the server's security has all of them.
        var endpoints = Endpoint.Matches(Repository.FilesUnder("docs", "security.md").Single().Text)
            .Select(match => $"{match.Groups[1].Value.Split(',')[0]} {match.Groups[2].Value.Replace("**", "", StringComparison.Ordinal)}")
            .ToHashSet(StringComparer.Ordinal);
        Assert.Subset(endpoints, Described());
        AssertOneHome(endpoints, Pages.Where(page => !OfServe.Contains(page.Path)));
    }

    [Fact]
    public void Endpoints_OfServe_HaveOneHome()
    {
        var endpoints = Repository.FilesUnder("src/Monitor/Web", "*.cs")
            .SelectMany(file => ServeEndpoint.Matches(file.Text))
            .Select(match => $"{(match.Groups[1].Value is "Post" ? "POST" : "GET")} {string.Concat(match.Groups.Values.Skip(2))}")
            .ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string> { "GET /", "GET /api/status", "GET /sign-in", "POST /hooks/{client}" }, endpoints);
        AssertOneHome(endpoints, Pages.Where(page => OfServe.Contains(page.Path)));
    }

    [Fact]
    public void Settings_OfTheServer_HaveOneHome()
    {
        var settings = Options()
            .SelectMany(options =>
                options
                    .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(property => property.CanWrite && SectionOf(property.PropertyType) is null)
                    .Select(property => $"{SectionOf(options)}:{property.Name}")
            )
            .ToList();
        Assert.Contains("Ingestion:PerTokenPerDay", settings);
        AssertOneHome(settings, Pages);
    }

    [Fact]
    public void Settings_OfTheCommand_HaveOneHome()
    {
        var settings = Choice.Match(Help("config-get.txt").Single()).Groups[1].Value.Split('|');
        var variables = Repository.FilesUnder("src", "*.cs")
            .Where(file => !file.Path.StartsWith("src/Telemetry/", StringComparison.Ordinal))
            .SelectMany(file => Variable.Matches(file.Text))
            .Select(match => match.Groups[1].Value)
            .ToHashSet(StringComparer.Ordinal);
        Assert.Contains("api_endpoint", settings);
        Assert.Contains("TOOLTIME_HOME", variables);
        AssertOneHome(settings.Concat(variables), Pages);
    }

    [Fact]
    public void Codes_OfFaults_AreInTheWire()
    {
        var wire = Repository.FilesUnder("docs", "wire.md").Single().Text;
        var codes = Code.Matches(Repository.FilesUnder("src/Api/Problems", "FaultCode.cs").Single().Text)
            .Select(match => match.Groups[1].Value)
            .ToList();
        Assert.Contains("quota", codes);
        Assert.DoesNotContain(codes, code => !wire.Contains($"`{code}`", StringComparison.Ordinal));
    }

    private static void AssertOneHome(IEnumerable<string> names, IEnumerable<MarkdownPage> pages)
    {
        var faults =
            from name in names
            let homes = pages.Where(page => page.Defined.Any(place => Begins(place, name))).Select(page => page.Path).ToList()
            where homes.Count != 1
            select homes.Count == 0 ? $"{name} is on no page." : $"{name} is on {string.Join(" and ", homes)}.";
        var text = string.Join('\n', faults);
        Assert.True(text.Length == 0, text);
    }

    private static bool Begins(string place, string name) =>
        place == name || (place.StartsWith(name, StringComparison.Ordinal) && place[name.Length] is ' ' or '?');

    private static IEnumerable<string> Help(string pattern) =>
        Repository.FilesUnder("tests/Uploader.Tests/fixtures/help", pattern).Select(file => file.Text);

    private static HashSet<string> Described()
    {
        using var document = JsonDocument.Parse(Repository.FilesUnder("tests/Api.Tests/OpenApi", "openapi.json").Single().Text);
        return
        [
            .. from path in document.RootElement.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            select $"{method.Name.ToUpperInvariant()} {path.Name}",
        ];
    }

    private static IEnumerable<Type> Options() => Assemblies
        .Select(name => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")))
        .Append(typeof(ISubmitterGrain).Assembly)
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => SectionOf(type) is not null);

    private static string? SectionOf(Type type) =>
        type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string;
}
