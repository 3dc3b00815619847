using System.Globalization;
using ToolTime.HookBench;
using ToolTime.Transcripts.Tests;
using ToolTime.UsageBench;

// Usage: UsageBench CCUSAGE [mebibytes] [rounds]. Run from the repository's root; it writes bench/usage.md.
var page = Path.Combine("bench", "usage.md");
if (args.Length == 0 || !File.Exists(args[0]) || !File.Exists(page))
{
    Console.Error.WriteLine(
        "Run it from the repository's root, with the path of ccusage's program: dotnet run --project bench/UsageBench -c Release -- CCUSAGE [mebibytes] [rounds]"
    );
    return 2;
}

var mebibytes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1024;
var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 7;
var root = Directory.CreateTempSubdirectory("usage-bench-").FullName;
try
{
    var made = new MadeUpTranscripts(Path.Combine(root, "claude"), seed: 7);
    made.Write(mebibytes * 1024L * 1024);
    var client = Client.Publish(Directory.GetCurrentDirectory(), root);
    var contenders = Contender.All(root, client, Path.GetFullPath(args[0]));
    foreach (var contender in contenders)
    {
        contender.Check(made.Totals);
    }

    var table = Report.Table(Rounds.Run(contenders, rounds));
    Console.WriteLine(table);
    File.WriteAllText(page, Report.Document(table, mebibytes, rounds, made, Findings.Read(page)));
    return 0;
}
finally
{
    Directory.Delete(root, recursive: true);
}
