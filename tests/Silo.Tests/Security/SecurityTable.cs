namespace ToolTime.Silo.Tests.Security;

/// <summary>
/// What docs/security.md says: a row for each endpoint, a column for each risk, and in each cell the key of a test in its list.
/// </summary>
internal sealed class SecurityTable
{
    public const int Risks = 10;

    private SecurityTable(string[] lines)
    {
        var rows = lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(Cells).ToList();
        Endpoints =
        [
            .. rows.Where(cells => cells.Length == 2 + Risks && cells[0].StartsWith('`'))
                .Select(cells => new Row(cells[0].Trim('`'), cells[1], cells[2..])),
        ];
        Tests = rows.Where(cells => cells.Length == 3 && cells[1].StartsWith('`'))
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
