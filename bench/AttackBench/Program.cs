using System.Diagnostics;
using ToolTime.Bench.Attacks;

// Plays docs/privacy.md's adversary against the server that ships, in this process and through its public doors alone, and writes what came of it.
//   AttackBench secrets [pairs] [folder]   default 400 pairs of worlds for each attack, after as many for training; pictures go into the folder
//   AttackBench poison [weeks]             default 5 weeks for each kind of liars
//   AttackBench timing                     10,000 answers each
//   AttackBench costs                      communities of 30 to 30,000
var began = Stopwatch.GetTimestamp();
Console.WriteLine(args switch
{
    ["secrets", .. var rest] => await SecretReport.WriteAsync(rest.Length > 0 ? int.Parse(rest[0]) : 400, rest.Length > 1 ? rest[1] : "docs/images/attacks"),
    ["poison", .. var rest] => await PoisonReport.WriteAsync(rest.Length > 0 ? int.Parse(rest[0]) : 5),
    ["timing"] => await TimingReport.WriteAsync(),
    ["costs"] => await CostReport.WriteAsync(),
    _ => "usage: AttackBench secrets [pairs] [folder] | poison [weeks] | timing | costs",
});
Console.WriteLine($"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
