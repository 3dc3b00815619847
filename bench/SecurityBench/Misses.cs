using ToolTime.Monitor.Tests;

namespace ToolTime.SecurityBench;

/// <summary>Prints what was missed and what was a false alarm.</summary>
internal static class Misses
{
    public static void Print(IEnumerable<LabelledCommand> cases)
    {
        foreach (var item in cases)
        {
            var findings = Evaluation.Find(item.Text);
            if (item.IsDangerous && findings.Count == 0)
            {
                Console.WriteLine($"MISSED\t{item.Category}\t{OneLine(item.Text)}");
            }
            else if (!item.IsDangerous && findings.Count > 0)
            {
                Console.WriteLine(
                    $"FALSE\t{item.Category}\t{OneLine(item.Text)}\t=> {string.Join(", ", findings.Select(finding => $"{finding.Rule} [{OneLine(finding.Segment)}]"))}"
                );
            }
        }
    }

    private static string OneLine(string text) => text.Replace("\n", "\\n", StringComparison.Ordinal);
}
