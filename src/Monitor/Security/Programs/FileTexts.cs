using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Texts written to files that something later reads and acts on by itself.</summary>
internal static class FileTexts
{
    private const int MostTexts = 32;
    private const int MostLines = 256;
    private const int LineCost = 20;

    private static readonly System.Buffers.SearchValues<char> NameLetters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>What makes a line of Python code that runs at every start more than a path entry.</summary>
    private static readonly string[] Running = ["system(", "popen", "subprocess", "exec(", "eval(", "urlopen", "socket", "b64decode",
        "spawn"];

    /// <summary>Folders of a project with settings of agents, in which no build has its scripts.</summary>
    private static readonly string[] AgentFolders = [".claude/", ".codex/", ".cursor/", ".gemini/"];

    /// <summary>Records what a text does in the file that receives it.</summary>
    public static void Note(Call call, ResolvedPath path, string? text)
    {
        if (text is not { Length: > 0 and <= Content.MostText } || path.Scope is PathScope.Unknown)
        {
            return;
        }

        ResourceTexts.Note(call, path, text);
        PackageSettings.Note(call, path, text);
        DependencyFiles.Note(call, path, text);
        SendingScripts.Note(call, path, text);
        if (path.Name is ".envrc" || (path.Full.EndsWith($"/.husky/{path.Name}", StringComparison.Ordinal) && !path.Name.Contains('.',
            StringComparison.Ordinal)))
        {
            NoteStart(call, path, [text]);
        }
        else if (StartingCode.IsOne(path))
        {
            NoteStart(call, path, [StartingCode.Command(path, text)]);
        }
        else if (path.Full.EndsWith("/.vscode/tasks.json", StringComparison.Ordinal)
            && text.Contains("folderOpen", StringComparison.Ordinal))
        {
            NoteStart(call, path, EditorTasks.Commands(text));
        }
        else if ((path.Full.EndsWith("/.vscode/settings.json", StringComparison.Ordinal)
            || path.Full.EndsWith("/Code/User/settings.json", StringComparison.Ordinal)) && EditorTasks.ApprovesAll(text))
        {
            call.Emit(EffectKind.ConfigureAgent, "A setting of the editor");
        }
        else if (path.Name is "devcontainer.json" && text.IndexOf("\"initializeCommand\"", StringComparison.Ordinal) is var at and >= 0)
        {
            // Of all a container's commands, this one runs outside it.
            NoteStart(call, path, Strings(text, at).Skip(1).Take(1));
        }
        else if (path.Full.EndsWith("/.git/config", StringComparison.Ordinal))
        {
            GitSettings.NoteFile(call, text);
        }
        else if (path.Kind is FileKind.Accounts && text.Split('\n').Any(IsRoot))
        {
            call.Emit(EffectKind.GrantRights, "a user with the id of root");
        }
        else if (WorkflowFiles.IsOne(path))
        {
            WorkflowFiles.Note(call, text);
        }
        else if (ImageFiles.IsOne(path))
        {
            ImageFiles.Note(call, text);
        }
        else if (path.Kind is FileKind.ShellStartup)
        {
            NoteVariables(call, text);
        }
        else if (path.Full.Contains("/site-packages/", StringComparison.Ordinal)
            && (path.Name is "sitecustomize.py" or "usercustomize.py" || path.Name.EndsWith(".pth", StringComparison.Ordinal))
            && Array.Exists(Running, word => text.Contains(word, StringComparison.Ordinal)))
        {
            Plant(call, path);
        }
    }

    /// <summary>Records the variables that every shell will have.</summary>
    private static void NoteVariables(Call call, string text)
    {
        var lines = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            call.Walk.Spend(LineCost);
            if (++lines > MostLines || call.Walk.IsExhausted)
            {
                return;
            }

            var trimmed = line.Trim();
            var assignment = trimmed.StartsWith("export ") ? trimmed["export ".Length..] : trimmed;
            var equals = assignment.IndexOf('=');
            if (equals > 0 && assignment[..equals].IndexOfAnyExcept(NameLetters) < 0)
            {
                var value = assignment[(equals + 1)..].Trim("\"'").ToString();
                EnvironmentEffects.Note(call, assignment[..equals].ToString(), new Field(value), isLasting: true);
            }
        }
    }

    /// <summary>Whether a line of /etc/passwd gives the id of root to another name.</summary>
    private static bool IsRoot(string line) => line.Split(':') is [not "root", _, "0", _, ..];

    private static void Plant(Call call, ResolvedPath path) =>
        call.Emit(EffectKind.Write, path: path with { Kind = FileKind.ProgramStartup }, traits: EffectTraits.Edits);

    /// <summary>
    /// Records commands that run when a folder is entered, if they run what they fetch, send secrets, or are located elsewhere.
    /// </summary>
    private static void NoteStart(Call call, ResolvedPath path, IEnumerable<string> commands)
    {
        foreach (var command in commands.Take(MostTexts))
        {
            var effects = call.Walk.Foresee(command, call.State, out var programs);
            if (effects.Any(IsHarmful) || programs.Any(IsForeign))
            {
                Plant(call, path);
                return;
            }
        }
    }

    private static bool IsHarmful(Effect effect) => effect.Kind is EffectKind.ReverseShell
        || (effect.Kind is EffectKind.Execute && effect.Has(DataKinds.Network | DataKinds.Decoded))
        || (effect.Kind is EffectKind.Send && effect.Has(DataKinds.Secret | DataKinds.Environment | DataKinds.WholeHome));

    /// <summary>Whether a program is in a temporary folder, where anyone may put one, or among an agent's own settings.</summary>
    private static bool IsForeign(Call call)
    {
        var script = ProgramName.IsShell(call.Name) || call.Name is "python" or "node" or "perl" or "ruby" or "source" or "."
            ? call.Args.FirstOrDefault(arg => !arg.Text.StartsWith('-')) : call.Fields[0];
        if (script is not null && Array.Exists(AgentFolders, folder => script.Text.StartsWith(folder, StringComparison.Ordinal)
            || script.Text.StartsWith($"./{folder}", StringComparison.Ordinal)))
        {
            return true;
        }

        return script is not null && script.Text.StartsWith('/') && call.Path(script.Text) is { Scope: PathScope.Allowed } path
            && (path.Full.StartsWith("/tmp/", StringComparison.Ordinal) || path.Full.StartsWith("/var/tmp/", StringComparison.Ordinal)
                || path.Full.StartsWith("/dev/shm/", StringComparison.Ordinal)
                || path.Full.StartsWith("/private/tmp/", StringComparison.Ordinal));
    }

    /// <summary>The strings of a JSON text from a position on.</summary>
    private static IEnumerable<string> Strings(string text, int at)
    {
        while ((at = text.IndexOf('"', at)) >= 0)
        {
            var value = new System.Text.StringBuilder();
            for (at++; at < text.Length && text[at] != '"'; at++)
            {
                if (text[at] == '\\' && at + 1 < text.Length)
                {
                    at++;
                    value.Append(text[at] switch { 'n' => '\n', 't' => '\t', var other => other });
                }
                else
                {
                    value.Append(text[at]);
                }
            }

            at = Math.Min(at + 1, text.Length);
            yield return value.ToString();
        }
    }
}
