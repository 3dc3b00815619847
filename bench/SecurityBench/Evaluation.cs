using System.Diagnostics;
using System.Text.Json;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Rules;
using ToolTime.Monitor.Security.Tools;
using ToolTime.Monitor.Tests;

namespace ToolTime.SecurityBench;

/// <summary>Runs the rules over commands, in a project of a home.</summary>
internal static class Evaluation
{
    private const string Project = "/home/dev/work/app";

    private static readonly SecurityEngine Engine = new(UserRules.None, new NoLinks());

    /// <summary>The findings of `medium` or above.</summary>
    public static IReadOnlyList<Finding> Find(string command)
    {
        using var input = JsonDocument.Parse($"{{\"command\":{JsonSerializer.Serialize(command, BenchJson.Default.String)}}}");
        return [.. Engine.Evaluate(new CheckedCall { ToolName = "Bash", Input = input.RootElement, Cwd = Project }).Where(finding =>
            finding.Severity >= Severity.Medium)];
    }

    /// <summary>Microseconds of one evaluation of each command, the best of several rounds, sorted.</summary>
    public static double[] Time(IReadOnlyList<string> commands, int rounds)
    {
        var best = new double[commands.Count];
        Array.Fill(best, double.MaxValue);
        var inputs = commands.Select(command =>
            JsonDocument.Parse($"{{\"command\":{JsonSerializer.Serialize(command, BenchJson.Default.String)}}}")).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var index = 0; index < commands.Count; index++)
            {
                var start = Stopwatch.GetTimestamp();
                Engine.Evaluate(new CheckedCall { ToolName = "Bash", Input = inputs[index].RootElement, Cwd = Project });
                best[index] = Math.Min(best[index], Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        inputs.ForEach(input => input.Dispose());
        return [.. best.Order()];
    }

    public static Score Compute(IEnumerable<LabelledCommand> cases, Func<string, bool> fires) =>
        cases.Aggregate(default(Score), (score, item) => score.Add(item.IsDangerous, fires(item.Text)));
}
