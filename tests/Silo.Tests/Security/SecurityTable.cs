using System.Globalization;

namespace ToolTime.Silo.Tests.Security;

/// <summary>
/// The content of docs/security.md: rows of endpoints that are tested alike, with the keys of tests for each risk, and a list of these
/// tests.
/// </summary>
internal sealed class SecurityTable
{
    public const int Risks = 10;

    private const string All = "all";

    private SecurityTable(string[] lines)
    {
        var rows = lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(Cells).ToList();
        var all = TestsByRisk(rows.Single(cells => cells[0] == All)[2]);
        Endpoints =
        [
            .. from cells in rows
            where cells.Length == 3 && cells[1].StartsWith('`')
            let tests = all.Zip(TestsByRisk(cells[2]), (every, own) => $"{every} {own}".Trim()).ToArray()
            from endpoint in cells[1].Split("`, `")
            select new Row(endpoint.Trim('`'), cells[0], tests),
        ];
        Tests = rows.Where(cells => cells.Length == 2 && cells[1].StartsWith('`'))
            .ToDictionary(cells => cells[0].Trim('`'), cells => cells[1].Trim('`'));
    }

    public IReadOnlyList<Row> Endpoints { get; }

    /// <summary>Tests as <c>Class.Method</c>, by their keys.</summary>
    public IReadOnlyDictionary<string, string> Tests { get; }

    public static SecurityTable Read() => new(File.ReadAllLines(Path.Combine(Root(), "docs", "security.md")));

    /// <summary>The text of every test file.</summary>
    public static IEnumerable<string> TestSources() =>
        Directory.EnumerateFiles(Path.Combine(Root(), "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ToolTime.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    // Such as `2 O, 4 B L`: the number of a risk, and keys.
    private static string[] TestsByRisk(string cell)
    {
        var tests = new string[Risks];
        Array.Fill(tests, "");
        foreach (var risk in cell.Split(", "))
        {
            tests[int.Parse(risk.Split(' ')[0], CultureInfo.InvariantCulture) - 1] = string.Join(' ', risk.Split(' ')[1..]);
        }

        return tests;
    }

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

    /// <summary>An endpoint: its methods and route, who may call it, and the test of each risk.</summary>
    internal sealed record Row(string Endpoint, string For, string[] Cells);
}
