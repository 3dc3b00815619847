using System.Text.Json;
using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>Notebook cells: lines that start with `!` are a shell's, all others are Python.</summary>
internal static class NotebookCells
{
    /// <summary>Walks the cell that an edit puts into a notebook, as if it ran.</summary>
    public static void Run(JsonElement input, Call call, string path)
    {
        if (ToolInput.Text(input, "new_source") is not { Length: > 0 and <= Content.MostText } source
            || ToolInput.Text(input, "cell_type") is "markdown" or "raw" || ToolInput.Text(input, "edit_mode") is "delete")
        {
            return;
        }

        var state = call.State.Copy();
        state.Traits &= ~EffectTraits.Tool;
        state.ChangeFolder(PathResolver.Folder(path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : ".", call.Walk, state));
        RunSource(call, state, source);
    }

    /// <summary>Walks a cell's text.</summary>
    public static void RunSource(Call call, ShellState state, string source)
    {
        var lines = source.Split('\n');
        if (lines[0].StartsWith("%%", StringComparison.Ordinal))
        {
            RunMagic(call, state, lines);
            return;
        }

        var shell = lines.Select(Command).OfType<string>();
        call.Walk.RunAll(ShellParser.Parse(string.Join('\n', shell)), state);
        RunPython(call, state, string.Join('\n', lines.Where(line => Command(line) is null && !line.StartsWith('%'))));
    }

    /// <summary>What a line makes a shell run; null for a Python line.</summary>
    private static string? Command(string line)
    {
        var text = line.TrimStart();
        return text.StartsWith('!') ? text.TrimStart('!')
            : text.StartsWith("%system ", StringComparison.Ordinal) ? text["%system ".Length..]
            : text.StartsWith("%sx ", StringComparison.Ordinal) ? text["%sx ".Length..]
            : text.StartsWith("%pip ", StringComparison.Ordinal) ? text[1..] : null;
    }

    private static void RunMagic(Call call, ShellState state, string[] lines)
    {
        var magic = lines[0].Trim().Split(' ');
        var body = string.Join('\n', lines.Skip(1));
        if (magic is ["%%bash" or "%%sh" or "%%system" or "%%sx" or "%%!", ..] or ["%%script", "bash" or "sh" or "zsh", ..])
        {
            call.Walk.RunAll(ShellParser.Parse(body), state);
        }
        else if (magic[0] is "%%time" or "%%timeit" or "%%capture" or "%%python" or "%%python3")
        {
            RunPython(call, state, body);
        }
    }

    private static void RunPython(Call call, ShellState state, string text)
    {
        // Cells often take keys from the environment; whether they print them cannot be seen.
        if (text.AsSpan().Trim().Length > 0)
        {
            call.Run([new Field("python"), new Field("-c"), new Field(text)], Content.Nothing, state);
        }
    }
}
