using System.Text;
using System.Text.Json;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Tools;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Security;

/// <summary>`tooltime security explain`: shows what is dangerous in a command, segment by segment.</summary>
internal static class SecurityExplain
{
    public static int Run(CommandContext context, string command, string? cwd, string? rules)
    {
        var folder = Path.GetFullPath(cwd ?? Directory.GetCurrentDirectory());
        using var input = Input(command);
        var findings = SecuritySetup.Engine(context, rules).Evaluate(
            new ToolCall { ToolName = "Bash", Input = input.RootElement, Cwd = folder, Project = RepositoryFolder.Find(folder) });
        context.Write(context.AsJson
            ? JsonSerializer.Serialize(new CheckAnswer([.. findings.Select(FindingLine.From)]), SecurityJson.Default.CheckAnswer)
            : Text(findings));
        return ExitCode.Fine;
    }

    private static JsonDocument Input(string command)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("command", command);
            writer.WriteEndObject();
        }

        return JsonDocument.Parse(stream.ToArray());
    }

    private static string Text(IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return "Nothing was found.";
        }

        var text = new StringBuilder();
        foreach (var segment in findings.GroupBy(finding => finding.Segment, StringComparer.Ordinal))
        {
            _ = text.Append(text.Length == 0 ? "" : "\n").Append(segment.Key).Append('\n');
            foreach (var finding in segment)
            {
                var technique = finding.Technique.Length == 0 ? "" : $", {finding.Technique}";
                _ = text.Append($"  {WireName.From(finding.Severity),-8}  {finding.Why}  ({finding.Rule}{technique})\n");
            }
        }

        return text.ToString().TrimEnd('\n');
    }
}
