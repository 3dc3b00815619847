using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Runs files as programs: what this script wrote or fetched before is known.</summary>
internal static class ScriptFiles
{
    /// <summary>Runs what is called by a path, or by the name of a file that this script wrote; null if it is neither.</summary>
    public static Content? Run(Call call)
    {
        var word = call.Fields[0].Text;
        if (word.Contains('/', StringComparison.Ordinal) || word.Contains('\\', StringComparison.Ordinal))
        {
            var path = call.Path(word);
            if (Find(call, path) is not null)
            {
                return RunShell(call, path, call.State, call.Args);
            }

            // A link that this script made to a program.
            return ProgramName.From(path.Name) is var name && name != call.Name && ProgramTable.IsKnown(name)
                ? call.Run([call.Fields[0] with { Text = path.Full }, .. call.Args]) : null;
        }

        // Called only by its name, after it was put into a folder of programs.
        var known = call.Walk.Files.Keys.FirstOrDefault(path => path.EndsWith($"/{word}", StringComparison.Ordinal));
        return known is null ? null : RunShell(call, call.Path(known), call.State, call.Args);
    }

    /// <summary>Runs a file as a shell script.</summary>
    public static Content RunShell(Call call, ResolvedPath path, ShellState state, IReadOnlyList<Field> arguments)
    {
        var content = Find(call, path);
        if (content is null)
        {
            call.Walk.NoteUnknown(call.Segment, $"{path.Full} is not read.");
            return Content.Unknown.With(call.Input.Data);
        }

        var script = string.Join('\0', (string?[])[path.Full, content.Text, .. arguments.Select(argument => argument.Text)]);
        if (call.Walk.IsRunning(path.Full, script, out var isAnother))
        {
            if (isAnother)
            {
                call.Emit(EffectKind.Fork, "a script that starts itself");
            }

            return Content.Unknown;
        }

        var (outer, name) = (state.Arguments, state.Get("0"));
        state.Arguments = arguments;
        state.Set("0", new Field(path.Full));
        var output = call.Walk.RunScript(path.Full, script, () => ShellPrograms.Execute(call, content, state));
        state.Arguments = outer;
        state.Set("0", name ?? [Field.Anything]);
        return output;
    }

    /// <summary>A file's content, if this script put it there or the shell provides it.</summary>
    public static Content? Find(Call call, ResolvedPath path)
    {
        if (call.Walk.Files.TryGetValue(path.Full, out var content))
        {
            return content;
        }

        if (path.Full is "/dev/stdin" or "/proc/self/fd/0" or "/dev/fd/0")
        {
            return call.Input;
        }

        // What was unpacked into a folder, but not that folder's own programs.
        return call.Walk.Unpacked.LastOrDefault(entry => entry.Folder != path.Full
            && ProjectBoundary.IsWithin(path.Full, entry.Folder)).Content;
    }
}
