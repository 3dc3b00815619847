using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that delete, and `find`, which also runs others.</summary>
internal static class DeletePrograms
{
    private static readonly OptionSpec Shred = new("-n -s --iterations --size --random-source");
    private static readonly string[] FindFilters = ["-name", "-iname", "-path", "-ipath", "-wholename", "-regex", "-iregex", "-mtime",
        "-mmin", "-newer", "-size", "-empty", "-user", "-perm", "-atime", "-ctime", "-cmin", "-amin", "-xtype",
        "-inum", "-samefile", "-links"];

    private static readonly string[] Removers = ["rm", "shred", "unlink", "srm", "wipe", "trash", "trash-put"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["rm"] =
            programs["unlink"] =
            programs["rmdir"] =
            programs["srm"] =
            programs["trash"] =
            programs["trash-put"] =
            programs["rimraf"] =
            programs["del-cli"] =
            programs["rip"] =
                Delete;
        programs["shred"] = programs["wipe"] = call => DeleteAll(call, Arguments.Read(call.Args, Shred), EffectTraits.Overwrites);
        programs["gio"] = call => call.Args is [{ Text: "trash" or "remove" }, ..]
            ? DeleteAll(call, Arguments.Read([.. call.Args.Skip(1)]), EffectTraits.Recursive) : Content.Unknown;
        programs["find"] = programs["gfind"] = Find;
        programs["fd"] = programs["fdfind"] = FindByPattern;
        programs["locate"] = programs["plocate"] = programs["mlocate"] = call => new Content(null, DataKinds.None,
            [.. Arguments.Read(call.Args, new OptionSpec("-n -l -d --limit --database")).Operands.Take(8).Select(name =>
                $"/{Field.Unknown}/{name.Text.TrimStart('/', '*')}")]);
        programs["truncate"] = Truncate;
    }

    private static Content Delete(Call call)
    {
        var arguments = Arguments.Read(call.Args);
        var isRecursive = arguments.Has("-r", "-R", "--recursive") || call.Name is not ("rm" or "unlink" or "rmdir" or "rip");
        return DeleteAll(call, arguments, isRecursive ? EffectTraits.Recursive : EffectTraits.None);
    }

    private static Content DeleteAll(Call call, Arguments arguments, EffectTraits traits)
    {
        foreach (var operand in arguments.Operands)
        {
            call.Delete(operand, traits);
        }

        return Content.Nothing;
    }

    private static Content Truncate(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-s -r -o --size --reference"));
        foreach (var operand in arguments.Operands)
        {
            var size = arguments.Value("-s", "--size")?.Text ?? "";
            if (DiskPrograms.Bytes(size.TrimStart('+')) > DiskPrograms.Large)
            {
                call.Emit(EffectKind.FillDisk, "truncate", call.Path(operand.Text));
            }

            call.Emit(EffectKind.Write, size is "0" ? "empty" : "", call.Path(operand.Text),
                traits: EffectTraits.Overwrites | EffectTraits.Edits);
        }

        return Content.Nothing;
    }

    private static Content Find(Call call)
    {
        var first = call.Args.Select(arg => arg.Text).ToList().FindIndex(text =>
            (text.StartsWith('-') && text is not ("-H" or "-L" or "-P")) || text is "(" or "!" or "\\(");
        var roots = call.Args.Take(first < 0 ? call.Args.Count : first).Where(arg => !arg.Text.StartsWith('-')).ToList();
        roots = roots.Count == 0 ? [new Field(".")] : roots;
        var tests = first < 0 ? [] : call.Args.Skip(first).ToList();
        var isFiltered = Enumerable.Range(0, tests.Count).Any(at => !IsNegated(tests, at) && (FindFilters.Contains(tests[at].Text)
            || (tests[at].Text is "-type" && at + 1 < tests.Count && tests[at + 1].Text is not ("f" or "d" or "f,d" or "d,f"))));
        var names = Enumerable.Range(0, Math.Max(0, tests.Count - 1)).Where(at => tests[at].Text is "-name" or "-iname" or "-path"
            && !IsNegated(tests, at)).Select(at => tests[at + 1].Text).ToList();
        // Of several names combined with `-o`, each is found.
        var isChoice = names.Count > 0 && tests.Exists(test => test.Text is "-o" or "-or");
        var found = (isChoice ? names.Take(8).Select(name => new List<string> { name }) : [names])
            .SelectMany(asked => roots.Select(root => Found(root.Text, asked))).ToList();
        for (var at = 0; at < tests.Count; at++)
        {
            switch (tests[at].Text)
            {
                case "-delete":
                    foreach (var root in roots)
                    {
                        DeleteFound(call, root, names, isFiltered);
                    }

                    break;
                case "-exec" or "-execdir" or "-ok" or "-okdir":
                    var end = tests.FindIndex(at + 1, test => test.Text is ";" or "+" or "\\;");
                    var command = tests.Skip(at + 1).Take((end < 0 ? tests.Count : end) - at - 1).ToList();
                    RunFound(call, command, found);
                    if (!isFiltered && command is [{ Text: var program }, ..] && Removers.Contains(ProgramName.From(program)))
                    {
                        roots.ForEach(root => DeleteFound(call, root, names, isFiltered));
                    }

                    at = end < 0 ? tests.Count : end;
                    break;
                case "-fprint" or "-fprintf" or "-fls" when at + 1 < tests.Count:
                    call.Write(tests[at + 1], Content.Unknown);
                    break;
            }
        }

        return new Content(null, SecretSearches.In(call, roots, names), found);
    }

    private static bool IsNegated(List<Field> tests, int at) => at > 0 && tests[at - 1].Text is "!" or "-not" or "\\!";

    /// <summary>What `find` would return below a root: a pattern with the requested name.</summary>
    private static string Found(string root, List<string> names)
    {
        var name = names.LastOrDefault(name => !name.Contains('/', StringComparison.Ordinal));
        return $"{root.TrimEnd('/')}/{(name is null ? Field.Unknown.ToString() : $"{Field.Unknown}/{name}")}";
    }

    private static void DeleteFound(Call call, Field root, List<string> names, bool isFiltered)
    {
        var path = call.Path(names.Count > 0 ? Found(root.Text, names) : root.Text);
        call.Emit(EffectKind.Delete, isFiltered ? "found" : "", path.Scope is PathScope.Unknown ? call.Path(root.Text) : path,
            traits: EffectTraits.Recursive);
    }

    private static void RunFound(Call call, List<Field> command, List<string> found)
    {
        foreach (var path in found.Take(8))
        {
            if (command.Count > 0)
            {
                call.Run([.. command.Select(field => field with { Text = field.Text.Replace("{}", path, StringComparison.Ordinal) })],
                    Content.Nothing);
            }
        }
    }

    private static Content FindByPattern(Call call)
    {
        var texts = call.Args.Select(arg => arg.Text).ToList();
        var at = texts.FindIndex(text => text is "-x" or "-X" or "--exec" or "--exec-batch");
        var operands = Arguments.Read([.. call.Args.Take(at < 0 ? call.Args.Count : at)],
            new OptionSpec("-e -t -E -d --extension --type --exclude --max-depth")).Operands;
        var root = operands.Count > 1 ? operands[1].Text : ".";
        // A plain name, also as `^\.env$`.
        var name = (operands.FirstOrDefault()?.Text ?? "").TrimStart('^').TrimEnd('$').Replace("\\.", ".", StringComparison.Ordinal);
        var isPlain = operands.Count > 1 && name.Length > 1
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');
        string[] found = [$"{root.TrimEnd('/')}/{Field.Unknown}{(isPlain ? $"/{name}" : "")}"];
        if (at >= 0)
        {
            var command = call.Args.Skip(at + 1).ToList();
            RunFound(call, command.Any(field => field.Text.Contains("{}", StringComparison.Ordinal)) ? command
                : [.. command, new Field("{}")], [.. found]);
        }

        return new Content(null, SecretSearches.In(call, [new Field(root)], [name]), found);
    }
}
