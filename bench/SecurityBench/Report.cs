using System.Globalization;
using System.Text;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Tests;

namespace ToolTime.SecurityBench;

/// <summary>Writes what was measured as a page.</summary>
internal static class Report
{
    public static string Write(IReadOnlyDictionary<string, IReadOnlyList<LabelledCommand>> sets, IReadOnlyList<string> everyday)
    {
        var text = new StringBuilder();
        text.Append("# How well the security rules find\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"`dotnet run --project bench/SecurityBench -c Release` writes this page. {RuleSet.All.Count} rules on single calls; a command counts as found when a finding is `medium` or above. "
        );
        text.Append(
            "`labelled.tsv` holds the cases that the rules were made with, at least eight of each label for a rule; `held-out.tsv` was written before there was a rule. "
        );
        text.Append("The seeds' rules are regular expressions over the text of a record, as their public code has them.\n");
        foreach (var (file, cases) in sets)
        {
            Write(text, Path.GetFileName(file), cases);
        }

        WriteSeeds(text, [.. sets.Values.SelectMany(set => set), .. everyday.Select(command => new LabelledCommand(false, "everyday", command))]);

        if (everyday.Count > 0)
        {
            var ours = everyday.Count(command => Evaluation.Find(command).Count > 0);
            var seeds = everyday.Count(SeedRules.Fires);
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n## Everyday commands\n\n{everyday.Count} commands of everyday work: {ours} above `low` ({100.0 * ours / everyday.Count:0.00}%); the seeds' rules: {seeds} ({100.0 * seeds / everyday.Count:0.00}%).\n"
            );
        }

        WriteTimes(text, [.. sets.Values.SelectMany(set => set).Select(item => item.Text), .. everyday]);
        return text.ToString();
    }

    private static void Write(StringBuilder text, string name, IReadOnlyList<LabelledCommand> cases)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n## {name}\n\n| | dangerous | benign | found | false alarms | precision | recall | seeds: precision | seeds: recall |\n|---|---|---|---|---|---|---|---|---|\n"
        );
        Row(text, "all", cases);
        foreach (var category in cases.GroupBy(item => item.Category).OrderByDescending(group =>
            group.Any(item => item.IsDangerous)).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            Row(text, category.Key, [.. category]);
        }
    }

    private static void WriteSeeds(StringBuilder text, IReadOnlyList<LabelledCommand> cases)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n## The seeds' nine rules beside ours\n\nOver all {cases.Count} commands of this page, each labelled or everyday.\n\n| rules | found | false alarms | precision | recall |\n|---|---|---|---|---|\n");
        foreach (var (name, pattern) in SeedRules.All)
        {
            WriteScore(text, $"`{name}`", pattern is null ? default : Evaluation.Compute(cases, command => SeedRules.Fires(pattern, command)));
        }

        WriteScore(text, "the seeds' nine together", Evaluation.Compute(cases, SeedRules.Fires));
        WriteScore(text, $"ours, {RuleSet.All.Count} on single calls", Evaluation.Compute(cases, command => Evaluation.Find(command).Count > 0));
        text.Append("\nTwo of the seeds' count a session's calls; ours that do are in [security-findings.md](../docs/security-findings.md#over-a-session).\n");
    }

    private static void WriteScore(StringBuilder text, string name, Score score) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {name} | {score.Found} | {score.FalseAlarms} | {Score.Text(score.Precision)} | {Score.Text(score.Recall)} |\n");

    private static void Row(StringBuilder text, string name, IReadOnlyList<LabelledCommand> cases)
    {
        var ours = Evaluation.Compute(cases, command => Evaluation.Find(command).Count > 0);
        var seeds = Evaluation.Compute(cases, SeedRules.Fires);
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {name} | {ours.Dangerous} | {cases.Count - ours.Dangerous} | {ours.Found} | {ours.FalseAlarms} | {Score.Text(ours.Precision)} | {Score.Text(ours.Recall)} | {Score.Text(seeds.Precision)} | {Score.Text(seeds.Recall)} |\n"
        );
    }

    private static void WriteTimes(StringBuilder text, IReadOnlyList<string> commands)
    {
        if (commands.Count == 0)
        {
            return;
        }

        var times = Evaluation.Time(commands, rounds: 7);
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n## Time\n\nMicroseconds for one evaluation of each of the {commands.Count} commands above, the best of 7 rounds each, in one thread on 2 shared cores: median {times[times.Length / 2]:0.0}, p99 {times[(int)(times.Length * 0.99)]:0.0}, longest {times[^1]:0.0}.\n"
        );
        var hostile = Hostile.All().ToList();
        text.Append("\n| hostile text, 64 KiB | milliseconds |\n|---|---|\n");
        foreach (var (name, command) in hostile)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {Evaluation.Time([command], rounds: 5)[0] / 1000:0.0} |\n");
        }
    }
}
