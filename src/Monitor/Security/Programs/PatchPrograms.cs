using System.Text;
using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Patches of several files, given to an agent's tool, to a program of its name, or to `patch`.</summary>
internal static class PatchPrograms
{
    private const string DeleteHead = "*** Delete File: ";
    private static readonly string[] Heads = ["*** Update File: ", "*** Add File: ", "*** Move to: ", "+++ b/"];
    private static readonly OptionSpec PatchSpec = new("-d -i -p -F -B -o -r -V -D -z -Y -g --directory --input --output --strip");

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        // Agents' shells know it as a program, which takes the patch as its argument or from its input.
        programs["apply_patch"] = programs["applypatch"] = call =>
        {
            Apply(call, call.Args is [var patch, ..] ? patch.Text : call.Input.Text);
            return Content.Unknown;
        };
        programs["patch"] = Patch;
    }

    /// <summary>Records what a patch does to the files that it names.</summary>
    public static void Apply(Call call, string? text)
    {
        var (file, added, removed) = ("", new StringBuilder(), new StringBuilder());
        foreach (var line in (text ?? "").Split('\n'))
        {
            if (Array.Find(Heads, head => line.StartsWith(head, StringComparison.Ordinal)) is { } head)
            {
                NotePatched(call, file, added, removed);
                file = line[head.Length..].Trim();
                call.Emit(EffectKind.Write, path: call.Path(file), traits: EffectTraits.Edits);
            }
            else if (line.StartsWith(DeleteHead, StringComparison.Ordinal))
            {
                NotePatched(call, file, added, removed);
                file = "";
                call.Delete(new Field(line[DeleteHead.Length..].Trim()));
            }
            else if (line.StartsWith('+') || line.StartsWith('-'))
            {
                (line[0] == '+' ? added : removed).Append(line.AsSpan(1)).Append('\n');
            }
        }

        NotePatched(call, file, added, removed);
    }

    /// <summary>Notes what the lines that a patch puts into a file do there.</summary>
    private static void NotePatched(Call call, string file, StringBuilder added, StringBuilder removed)
    {
        if (file.Length > 0 && added.Length > 0)
        {
            FileTexts.Note(call, call.Path(file), added.ToString());
            PackageScripts.Note(call, file, added.ToString(), removed.ToString());
        }

        added.Clear();
        removed.Clear();
    }

    private static Content Patch(Call call)
    {
        var arguments = Arguments.Read(call.Args, PatchSpec);
        var target = arguments.Value("-d", "--directory") ?? (arguments.Operands is [var file, ..] ? file : new Field("."));
        if (!arguments.Has("--dry-run", "-C") && call.Path(target.Text) is var path && (path.IsOutside || path.Kind is not FileKind.Other))
        {
            call.Emit(EffectKind.Write, path: path, traits: EffectTraits.Edits);
        }

        return Content.Nothing;
    }
}
