using System.Text;
using System.Text.Json;
using ToolTime.Monitor.Security.Tools;
using ToolTime.Recording.Json;

namespace ToolTime.Monitor.Security.Checking;

/// <summary>One line of `tooltime security check`: a call in, an answer out.</summary>
internal static class CheckLine
{
    /// <summary>The longest accepted line, in characters.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>Answers a line.</summary>
    /// <param name="line">`{"tool_name", "tool_input", "cwd"}`.</param>
    /// <param name="engine">The rules.</param>
    /// <param name="projectOf">The project folder of a working directory.</param>
    /// <returns>JSON on one line: <see cref="CheckAnswer"/>, or <see cref="CheckError"/> if the line is not a call.</returns>
    public static string Answer(string line, SecurityEngine engine, Func<string, string?> projectOf)
    {
        if (line.Length > MaxLength)
        {
            return Error($"The line is longer than {MaxLength} characters.");
        }

        try
        {
            using var document = ForeignJson.Parse(Encoding.UTF8.GetBytes(line));
            return Read(document.RootElement, projectOf, out var fault) is { } call ? Write(engine.Evaluate(call)) : Error(fault);
        }
        catch (JsonException)
        {
            return Error("The line is not JSON.");
        }
    }

    private static string Write(IReadOnlyList<Finding> findings) =>
        JsonSerializer.Serialize(new CheckAnswer([.. findings.Select(FindingLine.From)]), SecurityJson.Default.CheckAnswer);

    private static string Error(string fault) => JsonSerializer.Serialize(new CheckError(fault), SecurityJson.Default.CheckError);

    private static CheckedCall? Read(JsonElement root, Func<string, string?> projectOf, out string fault)
    {
        fault = root switch
        {
            { ValueKind: not JsonValueKind.Object } => "The line is not an object.",
            _ when ToolInput.Text(root, "tool_name") is not { Length: > 0 } => "`tool_name` is missing or not a string.",
            _ when !root.TryGetProperty("tool_input", out var given) || given.ValueKind is not JsonValueKind.Object =>
                "`tool_input` is missing or not an object.",
            _ when root.TryGetProperty("cwd", out var folder) && folder.ValueKind is not (JsonValueKind.String or JsonValueKind.Null) =>
                "`cwd` is not a string.",
            _ => "",
        };
        if (fault.Length > 0)
        {
            return null;
        }

        var cwd = ToolInput.Text(root, "cwd") ?? "";
        return new CheckedCall
        {
            ToolName = ToolInput.Text(root, "tool_name")!,
            Input = root.GetProperty("tool_input"),
            Cwd = cwd,
            Project = cwd.Length == 0 ? null : projectOf(cwd)
        };
    }
}

/// <summary>The answer to one call.</summary>
/// <param name="Findings">What was found, worst first; may be empty.</param>
internal sealed record CheckAnswer(IReadOnlyList<FindingLine> Findings);

/// <summary>The answer to a line that is not a call.</summary>
/// <param name="Error">What is wrong with it.</param>
internal sealed record CheckError(string Error);

/// <summary>A finding as written.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Category">The category's name.</param>
/// <param name="Severity">The severity's name.</param>
/// <param name="Technique">The technique of MITRE ATT&amp;CK.</param>
/// <param name="Segment">The part of the command.</param>
/// <param name="Why">One sentence for people.</param>
internal sealed record FindingLine(string Rule, string Category, string Severity, string Technique, string Segment, string Why)
{
    /// <summary>The written form of a finding.</summary>
    public static FindingLine From(Finding finding) =>
        new(finding.Rule, WireName.From(finding.Category), WireName.From(finding.Severity), finding.Technique, finding.Segment,
            finding.Why);
}
