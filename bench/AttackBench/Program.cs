using System.Diagnostics;
using ToolTime.Bench.Attacks;

// Plays docs/privacy.md's adversary against the server that ships, in this process and through its public doors alone, and writes what came of it.
//   AttackBench secrets [kind] [pairs] [folder]   all, weeks, clients, days, errors, seasons, sieges or unsteady; default 400 pairs of worlds for each attack, after as many
//                                                 for training; pictures go into the folder, docs/images/attacks
//   AttackBench poison [weeks]                    default 3 weeks for each kind of liars
//   AttackBench rates [submitters] [weeks]        what liars do to medians and means of error rates; default 200 submitters, 3 weeks
//   AttackBench timing                            10,000 answers each
//   AttackBench costs                             communities of 30 to 30,000
var began = Stopwatch.GetTimestamp();
Console.WriteLine(args switch
{
    ["secrets", .. var rest] => await SecretReport.WriteAsync(
        rest.Length > 0 ? rest[0] : "all", rest.Length > 1 ? int.Parse(rest[1]) : 400, rest.Length > 2 ? rest[2] : "docs/images/attacks"),
    ["poison", .. var rest] => await PoisonReport.WriteAsync(rest.Length > 0 ? int.Parse(rest[0]) : 3),
    ["rates", .. var rest] => await RateReport.WriteAsync(
        rest.Length > 0 ? int.Parse(rest[0]) : 200, [1, 5, 20, 40], rest.Length > 1 ? int.Parse(rest[1]) : 3),
    ["timing"] => await TimingReport.WriteAsync(),
    ["costs"] => await CostReport.WriteAsync(),
    _ => "usage: AttackBench secrets [kind] [pairs] [folder] | poison [weeks] | rates [submitters] [weeks] | timing | costs",
});
Console.WriteLine($"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
