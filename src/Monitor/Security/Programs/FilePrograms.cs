using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that copy, move, link and change permissions of files.</summary>
internal static class FilePrograms
{
    private static readonly OptionSpec Copy = new("-t -S --target-directory --suffix");
    private static readonly OptionSpec Install = new("-t -m -o -g -S --target-directory --mode --owner --group");
    private static readonly OptionSpec Change = new("--reference --from");

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["cp"] = programs["gcp"] = call => CopyAll(call, Arguments.Read(call.Args, Copy), isMove: false);
        programs["ditto"] = call => CopyAll(call, Arguments.Read([.. call.Args.Prepend(new Field("-R"))]), isMove: false);
        programs["rename"] = programs["prename"] = call =>
        {
            foreach (var file in Arguments.Read(call.Args).Operands.Skip(1))
            {
                NoteReplaced(call, call.Path(file.Text));
            }

            return Content.Nothing;
        };
        programs["mv"] = call => CopyAll(call, Arguments.Read(call.Args, Copy), isMove: true);
        programs["install"] = RunInstall;
        programs["ln"] = Link;
        programs["ls"] = programs["eza"] = programs["exa"] = programs["tree"] = List;
        programs["tee"] = Tee;
        programs["mkdir"] = programs["mkfifo"] = programs["mknod"] = _ => Content.Nothing;
        programs["touch"] = Touch;
        programs["mktemp"] = _ => new Content($"/tmp/tmp.{Field.Unknown}\n");
        programs["chmod"] = programs["gchmod"] = ChangeMode;
        programs["chown"] = programs["chgrp"] = ChangeOwner;
        programs["setfacl"] = call => ChangeOwners(call, "acl");
        programs["icacls"] = call => Windows(call);
        programs["realpath"] = programs["readlink"] = call => Arguments.Read(call.Args).Operands is [var path, ..]
            && call.Path(path.Text) is { Scope: not PathScope.Unknown } found ? new Content(found.Full + "\n") : Content.Unknown;
        programs["dirname"] = call => Arguments.Read(call.Args).Operands is [{ IsKnown: true } path, ..]
            && path.Text.LastIndexOf('/') is var slash and > 0 ? new Content(path.Text[..slash] + "\n") : Content.Unknown;
        programs["basename"] = call => Arguments.Read(call.Args).Operands is [{ IsKnown: true } path, ..]
            ? new Content(path.Text[(path.Text.TrimEnd('/').LastIndexOf('/') + 1)..] + "\n") : Content.Unknown;
    }

    private static Content CopyAll(Call call, Arguments arguments, bool isMove)
    {
        var operands = arguments.Operands;
        var target = arguments.Value("-t", "--target-directory") ?? (operands.Count > 1 ? operands[^1] : null);
        if (target is null)
        {
            return Content.Nothing;
        }

        var isRecursive = isMove || arguments.Has("-r", "-R", "-a", "--recursive", "--archive");
        var into = call.Path(target.Text);
        foreach (var source in arguments.Value("-t", "--target-directory") is null ? operands.SkipLast(1) : operands)
        {
            Content content;
            if (isMove)
            {
                content = TakeAway(call, source, into);
            }
            else
            {
                NoteGathered(call, source, into);
                content = call.Read(source, isRecursive ? EffectTraits.Recursive : EffectTraits.None);
                content = ProgramAt(call, source) ?? content;
            }

            WriteInto(call, target, source, content, EffectTraits.Overwrites
                | (isRecursive && !isMove ? EffectTraits.Recursive : EffectTraits.None));
        }

        return Content.Nothing;
    }

    /// <summary>Records that all files of a kind, or all there are, are copied together from a whole home, all homes or a whole
    /// disk.</summary>
    public static void NoteGathered(Call call, Field source, ResolvedPath into)
    {
        var path = call.Path(source.Text);
        var name = source.Text[(source.Text.LastIndexOfAny(['/', '\\']) + 1)..];
        if (path is { IsOutside: true, IsPattern: true } && name is ['*' or Field.Unknown, ..]
            && into.Scope is PathScope.Project or PathScope.Allowed && SecretSearches.IsBelowAll(call, source, path))
        {
            call.Emit(EffectKind.Read, "gathered", path, traits: EffectTraits.Recursive);
        }
    }

    /// <summary>Records that a file or folder is moved from its place, and returns what is known of it.</summary>
    public static Content TakeAway(Call call, Field source, ResolvedPath? into = null)
    {
        var from = call.Path(source.Text);
        var detail = into?.Scope switch { PathScope.Stream => "discarded", PathScope.Project => "taken in", _ => "" };
        call.Emit(EffectKind.Move, detail, from, traits: EffectTraits.Recursive);
        NoteOther(call, from);
        return call.Walk.Files.GetValueOrDefault(from.Full) ?? Content.Unknown.With(from.IsSecret ? DataKinds.Secret : DataKinds.None);
    }

    /// <summary>Records what is written where: in a folder, under the source's name, which a rule may look for.</summary>
    private static void WriteInto(Call call, Field target, Field source, Content content, EffectTraits traits)
    {
        var name = source.Text[(source.Text.TrimEnd('/').LastIndexOf('/') + 1)..];
        var isFolder = target.Text.EndsWith('/') || target.Text is "." or ".." or "~"
            || call.Path(target.Text) is
            {
                Kind: FileKind.GitHook or FileKind.LoginItem or FileKind.ServiceUnit or FileKind.Sudoers
            or FileKind.Schedule or FileKind.AgentSettings
            };
        var file = isFolder && target.Text.EndsWith('/') ? target with { Text = target.Text + name } : target;
        call.Write(file, content, traits);
        if (isFolder)
        {
            return;
        }

        // An existing folder receives it under its name.
        var inside = call.Path(target.Text);
        if (inside.Scope is not PathScope.Unknown)
        {
            call.Walk.Store($"{inside.Full}/{name}", content, isAppended: false, call.State);
        }
    }

    /// <summary>A system program as a script that runs it, so that a copy does the same under another name; null for any other
    /// file.</summary>
    private static Content? ProgramAt(Call call, Field file)
    {
        var path = call.Path(file.Text);
        return path.Scope is PathScope.System && !path.IsPattern && path.Full.Contains("bin/", StringComparison.Ordinal)
            && (ProgramTable.IsKnown(ProgramName.From(path.Name)) || ProgramName.IsShell(path.Name))
            ? new Content($"exec {path.Name} \"$@\"\n") : null;
    }

    private static Content RunInstall(Call call)
    {
        var arguments = Arguments.Read(call.Args, Install);
        if (arguments.Value("-m", "--mode") is { } mode && arguments.Operands is [.., var target] && SetsId(mode.Text))
        {
            call.Emit(EffectKind.ChangeMode, mode.Text, call.Path(target.Text));
        }

        return arguments.Has("-d", "--directory") ? Content.Nothing : CopyAll(call, arguments, isMove: false);
    }

    private static Content Link(Call call)
    {
        var operands = Arguments.Read(call.Args, Copy).Operands;
        if (operands.Count < 2)
        {
            return Content.Nothing;
        }

        var (target, link) = (call.Path(operands[0].Text), call.Path(operands[^1].Text));
        call.Emit(EffectKind.Write, target.Scope is PathScope.Stream ? "empty" : "link", link, traits: EffectTraits.Overwrites);
        if (target.Scope is not (PathScope.Unknown or PathScope.Stream) && link.Scope is not PathScope.Unknown
            && call.Walk.Links.Count < 64)
        {
            call.Walk.Links[link.Full == call.State.Folder ? $"{link.Full}/{target.Name}" : link.Full] = target.Full;
        }

        return Content.Nothing;
    }

    private static Content List(Call call)
    {
        var operands = Arguments.Read(call.Args, new OptionSpec("-I -w -L -T --ignore --level")).Operands;
        var isItself = Arguments.Read(call.Args).Has("-d");
        var paths = operands.Count == 0
            ? [$"{Field.Unknown}"]
            : operands.Take(16).Select(operand => isItself || GlobPattern.HasPattern(operand.Text) ? operand.Text
                : $"{operand.Text.TrimEnd('/')}/{Field.Unknown}").ToList();
        NoteListed(call, operands, call.Name is "tree" || Arguments.Read(call.Args).Has("-R"));
        return new Content(null, DataKinds.Project, paths);
    }

    /// <summary>Records names in another user's home, and of all there is in a folder of the user's own things.</summary>
    private static void NoteListed(Call call, IEnumerable<Field> folders, bool isRecursive)
    {
        foreach (var path in folders.Take(16).Select(folder => call.Path(folder.Text)))
        {
            if (path.IsOutside && !path.IsPattern && (isRecursive || !ProjectBoundary.IsWithin(path.Full, call.Walk.Home))
                && call.Walk.Boundary.IsPersonal(path.Full, isRecursive))
            {
                call.Emit(EffectKind.Read, path: path with { Kind = FileKind.Other });
            }
        }
    }

    private static Content Tee(Call call)
    {
        var arguments = Arguments.Read(call.Args);
        foreach (var operand in arguments.Operands)
        {
            call.Write(operand, call.Input, arguments.Has("-a", "--append") ? EffectTraits.None : EffectTraits.Overwrites);
        }

        return call.Input;
    }

    private static Content Touch(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-r -d -t --reference --date"));
        if (arguments.Value("-r", "--reference") is { } reference && call.Path(reference.Text) is { Scope: PathScope.System })
        {
            call.Emit(EffectKind.Disguise, "touch -r", arguments.Operands is [var file, ..] ? call.Path(file.Text) : null);
        }

        foreach (var operand in arguments.Operands)
        {
            NoteOther(call, call.Path(operand.Text));
        }

        return Content.Nothing;
    }

    /// <summary>Records a change in other work; elsewhere it is a trifle.</summary>
    public static void NoteOther(Call call, ResolvedPath path)
    {
        if (path is { Scope: PathScope.Home or PathScope.Elsewhere, Kind: FileKind.Other }
            && call.Walk.Boundary.IsOtherWork(path, path.IsPattern))
        {
            call.Emit(EffectKind.Write, path: path);
        }
    }

    /// <summary>Records that files get another form or name where they are: all of a folder's are no trifle.</summary>
    public static void NoteReplaced(Call call, ResolvedPath path)
    {
        if (path is { Scope: PathScope.Home, Kind: FileKind.Other, IsPattern: true })
        {
            call.Emit(EffectKind.Write, path: path, traits: EffectTraits.Edits);
        }
        else
        {
            NoteOther(call, path);
        }
    }

    private static Content ChangeMode(Call call)
    {
        // A mode such as `-x` looks like an option.
        var operands = call.Args.Where(arg => !IsModeOption(arg.Text)).ToList();
        if (operands.Count < 2)
        {
            return Content.Nothing;
        }

        var isRecursive = call.Args.Any(arg => arg.Text is "--recursive"
            || (IsModeOption(arg.Text) && arg.Text[1] != '-' && arg.Text.Contains('R', StringComparison.Ordinal)));
        foreach (var file in operands.Skip(1))
        {
            call.Emit(EffectKind.ChangeMode, operands[0].Text, call.Path(file.Text), traits: isRecursive ? EffectTraits.Recursive
                : EffectTraits.None);
        }

        return Content.Nothing;
    }

    private static bool IsModeOption(string text) => text.StartsWith("--", StringComparison.Ordinal)
        || (text.Length > 1 && text[0] == '-' && text.AsSpan(1).IndexOfAnyExcept("Rcvfh") < 0);

    /// <summary>Whether a mode lets a program run as its owner or group.</summary>
    public static bool SetsId(string mode) =>
        mode.Split(',').Any(part => part.Contains('+', StringComparison.Ordinal)
            && part.Split('+')[^1].Contains('s', StringComparison.Ordinal) || part.Contains('=', StringComparison.Ordinal)
            && part.Split('=')[^1].Contains('s', StringComparison.Ordinal))
        || (mode.Length is 4 or 5 && mode.All(char.IsAsciiDigit) && mode[^4] is '2' or '4' or '6' or '7' && mode.Length >= 4
            && mode.All(char.IsAsciiDigit));

    private static Content ChangeOwner(Call call) => ChangeOwners(call, "owner");

    private static Content ChangeOwners(Call call, string what)
    {
        var arguments = Arguments.Read(call.Args, what is "acl" ? new OptionSpec("-m -x -M -X --modify --remove --set") : Change);
        var given = what is "acl" ? $"acl {arguments.Value("-m", "--modify", "--set")?.Text}"
            : arguments.Operands.FirstOrDefault()?.Text ?? "";
        var isRecursive = arguments.Has("-R", "--recursive");
        foreach (var file in arguments.Operands.Skip(what is "acl" || arguments.Value("--reference") is not null ? 0 : 1))
        {
            call.Emit(EffectKind.ChangeOwner, given, call.Path(file.Text), traits: isRecursive
                ? EffectTraits.Recursive : EffectTraits.None);
        }

        return Content.Nothing;
    }

    private static Content Windows(Call call)
    {
        if (call.Args is [var file, ..] && call.Args.Any(arg => arg.Text.StartsWith("/grant", StringComparison.OrdinalIgnoreCase)
            || arg.Text.StartsWith("/deny", StringComparison.OrdinalIgnoreCase)))
        {
            var isForAll = call.Args.Any(arg => arg.Text.StartsWith("Everyone:", StringComparison.OrdinalIgnoreCase)
                && arg.Text.Contains('F', StringComparison.Ordinal)) && call.Args.Any(arg => arg.Text.StartsWith("/grant",
                    StringComparison.OrdinalIgnoreCase));
            call.Emit(isForAll ? EffectKind.ChangeMode : EffectKind.ChangeOwner, isForAll ? "777" : "icacls", call.Path(file.Text),
                traits: call.Args.Any(arg => arg.Text.Equals("/t", StringComparison.OrdinalIgnoreCase)) ? EffectTraits.Recursive
                : EffectTraits.None);
        }

        return Content.Nothing;
    }
}
