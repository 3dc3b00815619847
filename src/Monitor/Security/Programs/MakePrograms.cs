using System.Text;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>`make`: the recipes of a file that the command wrote or fetched.</summary>
internal static class MakePrograms
{
    private const int MostRules = 400;
    private const int MostVariable = 100;

    private static readonly System.Buffers.SearchValues<char> VariableLetters = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs) => programs["make"] = programs["gmake"] = Make;

    /// <summary>A recipe as a shell sees it: `$(NAME)` is a variable and `$$` a dollar.</summary>
    private static string ShellText(string recipe)
    {
        var text = new StringBuilder(recipe.Length);
        for (var at = 0; at < recipe.Length; at++)
        {
            var isVariable = recipe[at] == '$' && at + 1 < recipe.Length && recipe[at + 1] == '(';
            var end = isVariable ? recipe.IndexOf(')', at, Math.Min(MostVariable, recipe.Length - at)) : -1;
            if (end > 0 && recipe.AsSpan(at + 2, end - at - 2).IndexOfAnyExcept(VariableLetters) < 0)
            {
                text.Append("${").Append(recipe, at + 2, end - at - 2).Append('}');
                at = end;
            }
            else if (recipe[at] == '$' && at + 1 < recipe.Length && recipe[at + 1] == '$')
            {
                text.Append('$');
                at++;
            }
            else
            {
                text.Append(recipe[at]);
            }
        }

        return text.ToString();
    }

    private static Content Make(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-f -C -j -I -o -W --file --directory --jobs --eval"));
        var file = arguments.Value("-f", "--file");
        var inFolder = arguments.Value("-C", "--directory") is { } folder ? $"{folder.Text}/Makefile" : "Makefile";
        if (file is null && arguments.Operands.Exists(target => target.Text is "install")
            && ScriptFiles.Find(call, call.Path(inFolder)) is { } own)
        {
            InterpreterPrograms.NoteExecuted(call, own.Data);
        }

        if (arguments.Value("-C", "--directory") is { } other
            && arguments.Operands.Exists(target => target.Text is "clean" or "distclean" or "mrproper" or "uninstall"))
        {
            FilePrograms.NoteOther(call, call.Path(other.Text));
        }

        if (file is not null)
        {
            InterpreterPrograms.NoteExecuted(call, file.Text is "-" or "/dev/stdin" ? call.Input.Data : ScriptFiles.Find(call, call.Path(file.Text))?.Data
                ?? DataKinds.None);
        }

        var text = arguments.Value("--eval")?.Text ?? (file is null ? ScriptFiles.Find(call, call.Path(inFolder))?.Text
            : file.Text is "-" or "/dev/stdin" ? call.Input.Text
            : ScriptFiles.Find(call, call.Path(file.Text))?.Text);
        if (text is not null)
        {
            // Each line of a recipe starts with the variables as they are.
            var state = call.State.Copy();
            foreach (var line in text.Split('\n').Take(MostRules))
            {
                if (line.StartsWith('\t'))
                {
                    call.RunText(new Field(ShellText(line.TrimStart('\t', '@', '-'))), state.Copy());
                }
                else if (line.IndexOf('=') is var equals and > 0)
                {
                    var value = ShellText(line[(equals + 1)..].Trim()).Replace("\"", "\\\"", StringComparison.Ordinal);
                    call.RunText(new Field($"{line[..equals].TrimEnd(' ', ':', '?', '+')}=\"{value}\""), state);
                }
            }
        }

        return Content.Unknown;
    }
}
