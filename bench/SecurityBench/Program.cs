using System.Globalization;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Tests;
using ToolTime.SecurityBench;

// Usage: SecurityBench [--misses] [FILE.tsv …]. Run from the repository's root; without files it writes bench/security.md.
const string Fixtures = "tests/Monitor.Tests/fixtures/commands";
var showsMisses = args.Contains("--misses");
var files = args.Where(arg => !arg.StartsWith('-')).ToList();
if (!Directory.Exists(Fixtures))
{
    Console.Error.WriteLine(
        "Run it from the repository's root: dotnet run --project bench/SecurityBench -c Release [-- --misses] [FILE.tsv …]"
    );
    return 2;
}

var sets = (files.Count > 0 ? files : [$"{Fixtures}/labelled.tsv", $"{Fixtures}/held-out.tsv"])
    .Where(File.Exists)
    .ToDictionary(file => file, LabelledCommand.ReadAll);
if (files.Count == 0)
{
    const string Everyday = $"{Fixtures}/everyday.txt";
    sets[Everyday] = [.. File.ReadAllLines(Everyday).Select(command => new LabelledCommand(false, "everyday", command))];
}

if (showsMisses)
{
    Misses.Print(sets.Values.SelectMany(set => set));
    return 0;
}

var report = Report.Write(sets);
Console.WriteLine(report);
if (files.Count == 0)
{
    File.WriteAllText(Path.Combine("bench", "security.md"), report);
}

Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{RuleSet.All.Count} rules"));
return 0;
