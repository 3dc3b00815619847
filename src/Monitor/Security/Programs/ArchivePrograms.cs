using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that pack and unpack.</summary>
internal static class ArchivePrograms
{
    private static readonly OptionSpec Tar = new(
        "-f -C -T -X --file --directory --exclude --exclude-from --files-from --transform --strip-components --checkpoint-action --to-command -I --use-compress-program"
    );
    private static readonly OptionSpec Zip = new("-P -x -i -b -n --password");

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["tar"] = programs["gtar"] = programs["bsdtar"] = RunTar;
        programs["zip"] = RunZip;
        programs["7z"] = programs["7za"] = programs["rar"] = RunSevenZip;
        programs["cpio"] = call =>
        {
            var arguments = Arguments.Read(call.Args, new OptionSpec("-D -E -F -H -I -O -R --directory --file --format --pattern-file"));
            if (arguments.Has("-i", "--extract") && !arguments.Has("-t", "--list"))
            {
                Unpack(call, call.Input, arguments.Value("-D", "--directory")?.Text);
            }

            return Content.Unknown.With(call.Input.Data);
        };
        programs["unzip"] = programs["unrar"] = RunUnzip;
        programs["gzip"] =
            programs["bzip2"] =
            programs["xz"] =
            programs["zstd"] =
            programs["pigz"] =
            programs["gunzip"] =
            programs["bunzip2"] =
            programs["unxz"] =
            programs["unzstd"] =
                Compress;
    }

    private static Content RunTar(Call call)
    {
        // The first argument may be options without a dash.
        var args = call.Args is [var first, ..] && first.Text.Length > 0 && first.Text[0] is not ('-' or '/' or '.')
            && first.Text.All(letter => "cxtruvzjJfpkhwaOPmSZ".Contains(letter, StringComparison.Ordinal))
            ? [first with { Text = "-" + first.Text }, .. call.Args.Skip(1)]
            : call.Args;
        var arguments = Arguments.Read(args, Tar);
        foreach (var action in arguments.Values("--checkpoint-action", "--to-command", "-I", "--use-compress-program"))
        {
            var text = action.Text.StartsWith("exec=", StringComparison.Ordinal) ? action.Text[5..] : action.Text;
            call.RunText(action with { Text = text }, call.State.Copy());
        }

        var file = arguments.Value("-f", "--file");
        var folder = arguments.Value("-C", "--directory")?.Text;
        if (arguments.Has("-x", "--extract", "--get"))
        {
            var source = file is null or { Text: "-" } ? call.Input
                : call.Walk.Files.GetValueOrDefault(call.Path(file.Text).Full) ?? Content.Unknown;
            Unpack(call, source, folder);
            return arguments.Has("-O", "--to-stdout") ? Content.Unknown.With(source.Data | DataKinds.Decoded) : Content.Nothing;
        }

        if (!arguments.Has("-c", "--create", "-r", "-u"))
        {
            return Content.Unknown;
        }

        var state = call.State.Copy();
        if (folder is not null)
        {
            state.ChangeFolder(PathResolver.Folder(folder, call.Walk, state));
        }

        return Pack(call, state, arguments.Operands, file, arguments.Has("--remove-files"));
    }

    private static Content Pack(Call call, ShellState state, IReadOnlyList<Field> sources, Field? file, bool isRemoving)
    {
        var inside = new Call(call.Walk, state, call.Fields, call.Environment, call.Input, call.Segment);
        var data = DataKinds.Archive;
        foreach (var source in sources)
        {
            data |= inside.Read(source, EffectTraits.Recursive).Data;
            if (isRemoving)
            {
                inside.Delete(source, EffectTraits.Recursive);
            }
        }

        var packed = Content.Unknown.With(data);
        if (file is null or { Text: "-" })
        {
            return packed;
        }

        call.Write(file, packed);
        return Content.Nothing;
    }

    private static void Unpack(Call call, Content source, string? folder)
    {
        var into = call.Path(folder ?? ".");
        if (into.IsOutside ? folder is not null || into.Scope is PathScope.Ancestor or PathScope.Root : into.Kind is not FileKind.Other)
        {
            call.Emit(EffectKind.Write, "unpacked", into, traits: EffectTraits.Recursive);
        }

        if (!source.Has(DataKinds.Network))
        {
            return;
        }

        if (into.Scope is not PathScope.Unknown && call.Walk.Unpacked.Count < 32)
        {
            call.Walk.Unpacked.Add((into.Full, new Content(null, source.Data)));
        }
    }

    private static Content RunZip(Call call)
    {
        var arguments = Arguments.Read(call.Args, Zip);
        return arguments.Operands.Count < 2 ? Content.Unknown
            : Pack(call, call.State, [.. arguments.Operands.Skip(1)], arguments.Operands[0], arguments.Has("-m"));
    }

    private static Content RunSevenZip(Call call) => call.Args switch
    {
        [{ Text: "a" or "u" }, ..] when Arguments.Read([.. call.Args.Skip(1)]).Operands is { Count: > 1 } operands =>
            Pack(call, call.State, [.. operands.Skip(1)], operands[0], call.Args.Any(arg => arg.Text is "-sdel")),
        [{ Text: "x" or "e" }, var file, ..] => UnpackFile(call, file, call.Args.FirstOrDefault(arg =>
            arg.Text.StartsWith("-o", StringComparison.Ordinal) && arg.Text.Length > 2)?.Text[2..]),
        _ => Content.Unknown,
    };

    private static Content RunUnzip(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-d -x -P"));
        return arguments.Operands is [var file, ..] && !arguments.Has("-l", "-t", "-p")
            ? UnpackFile(call, file, arguments.Value("-d")?.Text)
            : arguments.Has("-p") ? Content.Unknown.With(DataKinds.Decoded) : Content.Unknown;
    }

    private static Content UnpackFile(Call call, Field file, string? folder)
    {
        Unpack(call, call.Walk.Files.GetValueOrDefault(call.Path(file.Text).Full) ?? Content.Unknown, folder);
        return Content.Nothing;
    }

    private static Content Compress(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-S -T --suffix --threads"));
        var data = arguments.Operands.Count == 0 ? call.Input.Data : DataKinds.None;
        foreach (var operand in arguments.Operands)
        {
            var content = call.Read(operand);
            data |= content.Data;
            if (!arguments.Has("-c", "-k", "-l", "-t", "--stdout", "--keep", "--list", "--test"))
            {
                FilePrograms.NoteReplaced(call, call.Path(operand.Text));
            }

            foreach (var end in (string[])[".gz", ".bz2", ".xz", ".zst"])
            {
                // The output next to it.
                var path = call.Path(operand.Text).Full;
                call.Walk.Store(path.EndsWith(end, StringComparison.Ordinal) ? path[..^end.Length] : path + end,
                    new Content(null, content.Data), isAppended: false, call.State);
            }
        }

        var isUnpacking = arguments.Has("-d", "--decompress") || call.Name is "gunzip" or "bunzip2" or "unxz" or "unzstd";
        return Content.Unknown.With(data | (isUnpacking && (arguments.Operands.Count > 0 || call.Input.Text is not null) ? DataKinds.Decoded
            : DataKinds.None));
    }
}
