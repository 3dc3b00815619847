using System.Buffers;
using System.Text.Json;
using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Programs;
using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>Finds what a tool call does.</summary>
internal static class ToolWalk
{
    private static readonly string[] PathNames = ["file_path", "path", "notebook_path", "absolute_path", "filePath", "filename", "file",
        "target_file", "uri", "directory", "dir_path"];
    private const int ShortestData = 24;
    private const string FileScheme = "file://";
    private static readonly SearchValues<char> DataLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_%");

    /// <summary>Walks a call; its effects are in the order in which they would happen.</summary>
    public static ShellWalk Run(CheckedCall call, ProjectBoundary boundary)
    {
        var walk = new ShellWalk(boundary, ProgramTable.Instance);
        var state = new ShellState(call.Cwd.Length == 0 ? null
            : ProjectBoundary.Normalise(call.Cwd, "/", boundary.Home))
        { Traits = EffectTraits.None };
        var kind = ToolNames.KindOf(call.ToolName);
        if (kind is ToolKind.Shell or ToolKind.PowerShell)
        {
            RunCommand(call.Input, walk, state, kind);
        }
        else
        {
            state.Traits = EffectTraits.Tool;
            RunTool(call, kind, new Call(walk, state, [new Field(call.ToolName)], [], Content.Nothing, SegmentOf(call)));
        }

        return walk;
    }

    private static string SegmentOf(CheckedCall call)
    {
        var target = ToolInput.Text(call.Input, PathNames) ?? ToolInput.Text(call.Input, "url", "pattern");
        return target is null ? call.ToolName : $"{call.ToolName} {target}";
    }

    private static void RunCommand(JsonElement input, ShellWalk walk, ShellState state, ToolKind kind)
    {
        var text = ToolInput.Command(input, out var words);
        if (ToolInput.Text(input, "workdir", "cwd", "dir_path", "directory") is { Length: > 0 } folder)
        {
            state.ChangeFolder(ProjectBoundary.Normalise(folder, state.Folder ?? "/", walk.Home));
        }

        if (text is null)
        {
            return;
        }

        if (ToolInput.IsSet(input, "dangerouslyDisableSandbox") || ToolInput.IsSet(input, "with_escalated_permissions"))
        {
            walk.Add(new Effect(EffectKind.UnguardAgent, text) { Detail = AgentPrograms.Unconfined });
        }

        if (kind is ToolKind.PowerShell)
        {
            var shown = PowerShellWalk.Run(new Call(walk, state, [new Field("powershell")], [], Content.Nothing, text), new Field(text));
            NoteShown(shown, walk, text);
        }
        else if (words is not null)
        {
            // A list of words is a program with its arguments, without a shell.
            var call = new Call(walk, state, [], [], Content.Nothing, text);
            NoteShown(call.Run([.. words.Select(word => new Field(word))], Content.Nothing), walk, text);
        }
        else
        {
            var script = ShellParser.Parse(text);
            if (script.HasErrors)
            {
                walk.NoteUnknown(text, "A part of it cannot be parsed.");
            }

            var before = state.Copy();
            walk.RunAll(script, state);
            RunAsWindows(text, walk, before);
        }
    }

    /// <summary>
    /// Reads a line once more as PowerShell or the command prompt would, if it is one of theirs; what is found again counts once.
    /// </summary>
    private static void RunAsWindows(string text, ShellWalk walk, ShellState state)
    {
        text = text.Trim();
        var isPowerShell = WindowsLines.IsPowerShell(text);
        if (isPowerShell || WindowsLines.IsPrompt(text, WindowsLines.IsFolder(state.Folder ?? "")))
        {
            walk.RunAgain(() =>
            {
                var call = new Call(walk, state, [new Field(isPowerShell ? "powershell" : "cmd")], [], Content.Nothing, text);
                NoteShown(isPowerShell ? PowerShellWalk.Run(call, new Field(text)) : PowerShellWalk.RunPrompt(call, new Field(text)), walk,
                    text);
            });
        }
    }

    private static void NoteShown(Content shown, ShellWalk walk, string text)
    {
        if (shown.Has(DataKinds.Token | DataKinds.Environment | DataKinds.SecretNames))
        {
            walk.Add(new Effect(EffectKind.Show, text) { Data = shown.Data });
        }
    }

    private static void RunTool(CheckedCall tool, ToolKind kind, Call call)
    {
        var path = ToolInput.Text(tool.Input, PathNames);
        switch (kind)
        {
            case ToolKind.Read:
                foreach (var file in ToolInput.Texts(tool.Input, "paths").Append(path).OfType<string>())
                {
                    var isAddress = file.Contains("://", StringComparison.Ordinal);
                    if (!isAddress || file.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase))
                    {
                        call.Read(new Field(isAddress ? file[FileScheme.Length..] : file));
                    }
                }

                break;
            case ToolKind.Write when path is not null:
                call.Write(new Field(path), Content.Unknown);
                FileTexts.Note(call, call.Path(path), ToolInput.Text(tool.Input, "content", "file_text", "contents"));
                PackageScripts.Note(call, path, ToolInput.Text(tool.Input, "content", "file_text", "contents"), "");
                break;
            case ToolKind.Edit when path is not null:
                Edit(tool.Input, call, path);
                break;
            case ToolKind.Delete when path is not null:
                call.Delete(new Field(path));
                break;
            case ToolKind.Search:
                Search(tool.Input, call, path);
                break;
            case ToolKind.List:
                List(call, path, ToolInput.Text(tool.Input, "pattern"));
                break;
            case ToolKind.Fetch when ToolInput.Text(tool.Input, "url", "uri") is { } address:
                Fetch(call, address);
                break;
            case ToolKind.Patch:
                Patch(tool.Input, call);
                break;
            case ToolKind.Notebook when path is not null:
                call.Emit(EffectKind.Write, path: call.Path(path), traits: EffectTraits.Edits);
                NotebookCells.Run(tool.Input, call, path);
                break;
            case ToolKind.Prompt when ToolInput.Text(tool.Input, "prompt", "message", "task") is { } prompt:
                AgentPrompts.Run(call, prompt);
                break;
            case ToolKind.Foreign:
                ForeignTools.Run(tool, call);
                break;
        }
    }

    private static void Edit(JsonElement input, Call call, string path)
    {
        // One tool of this form also views and creates.
        if (ToolInput.Text(input, "command") is "view")
        {
            call.Read(new Field(path));
            return;
        }

        call.Emit(EffectKind.Write, path: call.Path(path), traits: EffectTraits.Edits);
        FileTexts.Note(call, call.Path(path), ToolInput.Text(input, "new_string", "new_str", "file_text"));
        PackageScripts.Note(call, path, ToolInput.Text(input, "new_string", "new_str", "file_text"),
            ToolInput.Text(input, "old_string", "old_str") ?? "");
        if (input.ValueKind is JsonValueKind.Object && input.TryGetProperty("edits", out var edits)
            && edits.ValueKind is JsonValueKind.Array)
        {
            foreach (var edit in edits.EnumerateArray())
            {
                FileTexts.Note(call, call.Path(path), ToolInput.Text(edit, "new_string"));
                PackageScripts.Note(call, path, ToolInput.Text(edit, "new_string"), ToolInput.Text(edit, "old_string") ?? "");
            }
        }
    }

    private static void Search(JsonElement input, Call call, string? path)
    {
        var command = new List<Field> { new("rg"), new("-e"), new(ToolInput.Text(input, "pattern", "query") ?? "") };
        if (ToolInput.Text(input, "glob", "include") is { } glob)
        {
            command.AddRange([new Field("-g"), new Field(glob)]);
        }

        if (ToolInput.Text(input, "output_mode") is not "content" && call.Name is "Grep")
        {
            command.Add(new Field("-l"));
        }

        command.Add(new Field(path ?? "."));
        call.Run(command);
    }

    /// <summary>Names of files, which are not their content.</summary>
    private static void List(Call call, string? folder, string? pattern)
    {
        var isAbsolute = pattern is ['/' or '~', ..];
        var path = call.Path(isAbsolute ? pattern!.Split('*')[0].TrimEnd('/') : folder ?? ".");
        if (path.IsOutside)
        {
            call.Emit(EffectKind.Read, path: path with { Kind = FileKind.Other });
        }

        var root = new Field(path.Full);
        if (SecretSearches.In(call, [root], [(pattern ?? "").Split('/')[^1]]) is not DataKinds.None and var names)
        {
            call.Emit(EffectKind.Show, path: path, data: names);
        }
    }

    private static void Fetch(Call call, string address)
    {
        var host = NetworkPrograms.Host(address);
        call.Emit(EffectKind.Fetch, address, host: host);
        if (TokenMakers.In(address) is not DataKinds.None and var issued)
        {
            call.Send(host, issued, "an address");
        }
        else if (EncodedSecrets.IsIn(address))
        {
            call.Send(host, DataKinds.Secret, "an address");
        }
        else if (Hosts.IsDrop(host) && HoldsData(address))
        {
            call.Send(host, DataKinds.Project, "an address");
        }

        if (address.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            call.Read(new Field("/" + address[5..].TrimStart('/')));
        }
    }

    /// <summary>Whether a value in a URL is long and consists only of base64 or hex characters, as when files are put into one.</summary>
    private static bool HoldsData(string address) =>
        address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start && address[(start + 1)..].Split('&').Any(part =>
            part.IndexOf('=', StringComparison.Ordinal) is >= 0 and var equals && part.Length - equals > ShortestData
                && part.AsSpan(equals + 1).TrimEnd('=').ContainsAnyExcept(DataLetters) is false);

    private static void Patch(JsonElement input, Call call)
    {
        var text = ToolInput.Text(input, "input", "patch", "patchText", "diff") ?? ToolInput.Command(input,
            out _) ?? (input.ValueKind is JsonValueKind.String ? input.GetString() : null);
        PatchPrograms.Apply(call, text);
    }
}
