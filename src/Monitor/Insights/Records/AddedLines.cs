using System.Text;
using System.Text.Json;
using ToolTime.Monitor.Security.Tools;
using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Insights.Records;

/// <summary>The lines that a file tool's call adds and removes.</summary>
internal sealed class AddedLines
{
    // Shorter lines, such as a brace, are in every file.
    private const int ShortestHashed = 6;
    private const int MostHashed = 20_000;

    private static readonly string[] OldNames = ["old_string", "oldString", "old_str", "oldText"];
    private static readonly string[] NewNames = ["new_string", "newString", "new_str", "newText", "content", "file_text", "new_source"];

    private readonly List<ulong> _hashes = [];

    public int Added { get; private set; }

    public int Removed { get; private set; }

    public IReadOnlyList<ulong> Hashes => _hashes;

    /// <summary>Reads a tool's input: a whole file, one or several replacements of text, or a patch.</summary>
    public static AddedLines Read(JsonElement input, ToolKind kind)
    {
        var lines = new AddedLines();
        if (kind is ToolKind.Patch)
        {
            lines.AddPatch(
                input.ValueKind is JsonValueKind.String ? input.GetString()! : ToolInput.Text(input, "patchText", "patch", "input") ?? ""
            );
        }
        else if (kind is ToolKind.Write or ToolKind.Edit)
        {
            lines.AddEdits(input);
        }

        return lines;
    }

    /// <summary>A hash that recognises a line at any position; null for a line without meaning.</summary>
    public static ulong? HashOf(ReadOnlySpan<char> line)
    {
        var trimmed = line.Trim();
        return trimmed.Length < ShortestHashed ? null : IdHash.Compute(Encoding.UTF8.GetBytes(trimmed.ToString())).Low;
    }

    private void AddEdits(JsonElement input)
    {
        Replace(ToolInput.Text(input, OldNames), ToolInput.Text(input, NewNames));
        if (
            input.ValueKind is not JsonValueKind.Object
            || !input.TryGetProperty("edits", out var edits)
            || edits.ValueKind is not JsonValueKind.Array
        )
        {
            return;
        }

        foreach (var edit in edits.EnumerateArray())
        {
            Replace(ToolInput.Text(edit, OldNames), ToolInput.Text(edit, NewNames));
        }
    }

    // Lines repeated only to locate an edit do not count as changes.
    private void Replace(string? old, string? now)
    {
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in Split(old))
        {
            before[line] = before.GetValueOrDefault(line) + 1;
        }

        foreach (var line in Split(now))
        {
            if (before.TryGetValue(line, out var left) && left > 0)
            {
                before[line] = left - 1;
            }
            else
            {
                Add(line);
            }
        }

        Removed += before.Values.Sum();
    }

    private void AddPatch(string patch)
    {
        foreach (var line in Split(patch))
        {
            if (line.StartsWith("+++", StringComparison.Ordinal) || line.StartsWith("---", StringComparison.Ordinal))
            {
                continue;
            }

            if (line.StartsWith('+'))
            {
                Add(line[1..]);
            }
            else if (line.StartsWith('-'))
            {
                Removed++;
            }
        }
    }

    private void Add(string line)
    {
        Added++;
        if (_hashes.Count < MostHashed && HashOf(line) is { } hash)
        {
            _hashes.Add(hash);
        }
    }

    private static string[] Split(string? text) => string.IsNullOrEmpty(text) ? [] : text.TrimEnd('\n').Split('\n');
}
