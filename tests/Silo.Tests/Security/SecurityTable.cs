namespace ToolTime.Silo.Tests.Security;

/// <summary>
/// What docs/security.md says: groups of endpoints with a column for each risk, in each cell keys of tests in its list, and the endpoints
/// of each group.
/// </summary>
internal sealed class SecurityTable
{
    public const int Risks = 10;

    private const string All = "all";

    private SecurityTable(string[] lines)
    {
        var rows = lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(Cells).ToList();
        var groups = rows.Where(cells => cells.Length == 1 + Risks).ToDictionary(cells => cells[0], cells => cells[1..]);
        Endpoints =
        [
            .. from cells in rows
            where cells.Length == 3 && groups.ContainsKey(cells[0]) && cells[2].StartsWith('`')
            let tests = groups[All].Zip(groups[cells[0]], (all, own) => $"{all} {own}".Trim()).ToArray()
            from endpoint in cells[2].Split("`, `")
            select new Row(endpoint.Trim('`'), cells[1], tests),
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

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

    /// <summary>An endpoint: its methods and route, who it is for, and the test of each risk.</summary>
    internal sealed record Row(string Endpoint, string For, string[] Cells);
}
