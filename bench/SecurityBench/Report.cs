using System.Globalization;
using System.Text;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Tests;

namespace ToolTime.SecurityBench;

/// <summary>Writes what was measured as a page.</summary>
internal static class Report
{
    private const string ScoreColumns = "found | false alarms | precision | recall";

    public static string Write(IReadOnlyDictionary<string, IReadOnlyList<LabelledCommand>> sets)
    {
        var all = sets.Values.SelectMany(set => set).ToList();
        var text = new StringBuilder("# How well the security rules find\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            `dotnet run --project bench/SecurityBench -c Release` writes this page; `-- --misses` prints every wrong answer.
            {RuleSet.All.Count} rules on single calls; found means a finding of `medium` or above. `labelled.tsv` holds the cases that the rules
            were made with, at least eight of each label for a rule; `held-out.tsv` was written before there was a rule; `everyday.txt` is
            everyday work. They are compared with nine published rules, which are regular expressions over the text of a record.


            """);
        text.Append(CultureInfo.InvariantCulture, $"| set | dangerous | benign | {ScoreColumns} | expressions: {ScoreColumns} |\n");
        text.Append("|---|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var (file, cases) in sets)
        {
            WriteSet(text, $"`{Path.GetFileName(file)}`", cases);
        }

        WriteSet(text, "all", all);
        WriteWrong(text, sets);
        WriteTimes(text, [.. all.Select(item => item.Text)]);
        return text.ToString();
    }

    private static void WriteSet(StringBuilder text, string name, IReadOnlyList<LabelledCommand> cases)
    {
        var ours = Ours(cases);
        var expressions = Evaluation.Compute(cases, SeedRules.Fires);
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {name} | {ours.Dangerous} | {cases.Count - ours.Dangerous} | {Cells(ours)} | {Cells(expressions)} |\n");
    }

    private static void WriteWrong(StringBuilder text, IReadOnlyDictionary<string, IReadOnlyList<LabelledCommand>> sets)
    {
        var wrong = sets
            .SelectMany(
                set => set.Value.GroupBy(item => item.Category),
                (set, category) => (Name: $"{category.Key} in `{Path.GetFileName(set.Key)}`", Score: Ours(category)))
            .Where(group => group.Score.Missed + group.Score.FalseAlarms > 0)
            .Select(group => $"{group.Name} (missed {group.Score.Missed}, false alarms {group.Score.FalseAlarms})")
            .ToList();
        text.Append(CultureInfo.InvariantCulture, $"\nWrong answers: {(wrong.Count == 0 ? "none" : string.Join(", ", wrong))}.\n");
    }

    private static void WriteTimes(StringBuilder text, IReadOnlyList<string> commands)
    {
        if (commands.Count == 0)
        {
            return;
        }

        var times = Evaluation.Time(commands, rounds: 7);
        var hostile = Hostile.All()
            .Select(item => (item.Name, Milliseconds: Evaluation.Time([item.Command], rounds: 5)[0] / 1000))
            .OrderByDescending(item => item.Milliseconds)
            .ToList();
        var (half, p99) = (times[times.Length / 2], times[(int)(times.Length * 0.99)]);
        var slow = hostile.Count(item => item.Milliseconds > 20);
        text.Append(
            CultureInfo.InvariantCulture,
            $"""

            ## Time

            {TimeProvider.System.GetUtcNow():yyyy-MM-dd}, one thread on {Environment.ProcessorCount} shared cores, the best of several rounds.

            | input | median | longest |
            |---|---|---|
            | the {commands.Count} commands above | {half:0.0} us | {times[^1]:0.0} us (p99 {p99:0.0}) |

            """);
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {hostile.Count} hostile texts of 64 KiB | {hostile[hostile.Count / 2].Milliseconds:0.0} ms "
        );
        text.Append(CultureInfo.InvariantCulture, $"| {hostile[0].Milliseconds:0.0} ms ({hostile[0].Name}); {slow} above 20 ms |\n");
    }

    private static Score Ours(IEnumerable<LabelledCommand> cases) =>
        Evaluation.Compute(cases, command => Evaluation.Find(command).Count > 0);

    private static string Cells(Score score) =>
        $"{score.Found} | {score.FalseAlarms} | {Score.Text(score.Precision)} | {Score.Text(score.Recall)}";
}
