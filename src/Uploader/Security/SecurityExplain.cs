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
        var (findings, unknown) = SecuritySetup.Engine(context, rules).Explain(
            new CheckedCall { ToolName = "Bash", Input = input.RootElement, Cwd = folder, Project = RepositoryFolder.Find(folder) });
        context.Write(context.AsJson
            ? JsonSerializer.Serialize(new Explanation([.. findings.Select(FindingLine.From)], unknown), SecurityJson.Default.Explanation)
            : Text(findings, unknown));
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

    private static string Text(IReadOnlyList<Finding> findings, IReadOnlyList<UnknownPart> unknown)
    {
        var text = new StringBuilder();
        foreach (var segment in findings.Select(finding => finding.Segment).Concat(unknown.Select(part => part.Segment)).Distinct())
        {
            _ = text.Append(text.Length == 0 ? "" : "\n").Append(segment).Append('\n');
            foreach (var finding in findings.Where(finding => finding.Segment == segment))
            {
                var technique = finding.Technique.Length == 0 ? "" : $", {finding.Technique}";
                _ = text.Append($"  {WireName.From(finding.Severity),-8}  {finding.Why}  ({finding.Rule}{technique})\n");
            }

            foreach (var part in unknown.Where(part => part.Segment == segment))
            {
                _ = text.Append($"  {"unknown",-8}  {part.Why}\n");
            }
        }

        return findings.Count > 0 ? text.ToString().TrimEnd('\n')
            : text.Length > 0 ? text.Append("\nNothing was found in the rest.").ToString() : "Nothing was found.";
    }
}
