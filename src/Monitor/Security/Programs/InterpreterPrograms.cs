using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Interpreters of other languages: their text is searched for known calls.</summary>
internal static class InterpreterPrograms
{
    private static readonly Dictionary<string, (OptionSpec Spec, string[] Text)> Languages = new(StringComparer.Ordinal)
    {
        ["python"] = (new("-c -m -W -X", StopsAtOperand: true), ["-c"]),
        ["node"] = (new("-e -p -r --eval --print --require --import --loader", StopsAtOperand: true), ["-e", "-p", "--eval", "--print"]),
        ["perl"] = (new("-e -E -M -I -m", StopsAtOperand: true), ["-e", "-E"]),
        ["ruby"] = (new("-e -r -I", StopsAtOperand: true), ["-e"]),
        ["lua"] = (new("-e -l", StopsAtOperand: true), ["-e"]),
        ["Rscript"] = (new("-e", StopsAtOperand: true), ["-e"]),
        ["R"] = (new("-e -f", StopsAtOperand: true), ["-e"]),
        ["julia"] = (new("-e -E", StopsAtOperand: true), ["-e", "-E"]),
        ["osascript"] = (new("-e -l", StopsAtOperand: true), ["-e"]),
        ["groovy"] = (new("-e", StopsAtOperand: true), ["-e"]),
        ["elixir"] = (new("-e", StopsAtOperand: true), ["-e"]),
        ["php"] = (new("-r -d -f", StopsAtOperand: true), ["-r"]),
    };

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        foreach (var (name, (spec, text)) in Languages)
        {
            programs[name] = call => Run(call, spec, text);
        }

        programs["php"] = Php;
        programs["ipython"] = programs["python"];
        programs["deno"] = call => call.Args is [{ Text: "eval" }, .., var text] ? ForeignScript.Run(call, text)
            : Arguments.Read(call.Args).Operands is [{ Text: "run" or "serve" or "install" or "test" }, var script, ..] && IsAddress(script)
                ? Remote(call, script) : call.Args is [{ Text: "run" }, .., { Text: "-" }] ? FromInput(call) : Script(call);
        // It is a package manager too.
        programs["bun"] = call => call.Args switch
        {
            [{ Text: "add" or "a" or "install" or "i" or "remove" or "rm" or "update" }, ..] => call.Run([new Field("npm"), .. call.Args]),
            [{ Text: "x" }, _, ..] => call.Run([new Field("npx"), .. call.Args.Skip(1)]),
            [{ Text: "run" }, { Text: "-" }, ..] => FromInput(call),
            _ => call.Run([new Field("node"), .. call.Args]),
        };
        foreach (var loader in (string[])["java", "mono", "wine", "wasmtime", "wasmer", "wasmedge", "tclsh", "racket", "guile", "sbcl",
            "swift",
            "escript", "kotlin", "raku", "janet", "nim", "crystal"])
        {
            programs[loader] = RunLoaded;
        }

        programs["zx"] = programs["jbang"] = programs["scala-cli"] = Script;
        programs["awk"] = Awk;
        programs["vim"] = Vim;
        programs["ed"] = programs["ex"] = Vim;
        programs["expect"] = call => Arguments.Read(call.Args, new OptionSpec("-c")).Value("-c") is { } text
            ? Expect(call, text) : Content.Unknown;
    }

    private static Content Php(Call call) =>
        call.Args is [{ Text: "artisan" or "bin/console" or "app/console" }, ..] ? call.Run(call.Args)
            : Arguments.Read(call.Args, new OptionSpec("-S -t -d -c")) is var server && server.Has("-S")
                ? TunnelPrograms.Serve(call, server.Value("-t"))
            : Run(call, Languages["php"].Spec, Languages["php"].Text);

    /// <summary>Records that a program runs a script from a URL.</summary>
    public static Content Remote(Call call, Field address)
    {
        call.Emit(EffectKind.Fetch, address.Text, host: NetworkPrograms.Host(address.Text));
        call.Emit(EffectKind.Execute, call.Name, data: DataKinds.Network);
        return Content.Unknown;
    }

    /// <summary>Whether a script comes from the network.</summary>
    public static bool IsAddress(Field script) => script.Text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || script.Text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>A program whose first operand is a script, from a file or the network.</summary>
    private static Content Script(Call call) => Arguments.Read(call.Args).Operands is [var script, ..] && IsAddress(script)
        ? Remote(call, script) : Content.Unknown;

    /// <summary>A program that runs a file of compiled code: one that was fetched counts as run.</summary>
    private static Content RunLoaded(Call call)
    {
        var file = call.Args.FirstOrDefault(arg => !arg.Text.StartsWith('-'));
        if (file is null)
        {
            NoteExecuted(call, call.Input.Data);
        }
        else if (ScriptFiles.Find(call, call.Path(file.Text)) is { } content)
        {
            NoteExecuted(call, content.Data);
        }

        return Content.Unknown;
    }

    /// <summary>Records that a program runs what it reads from its input.</summary>
    public static Content FromInput(Call call)
    {
        NoteExecuted(call, call.Input.Data);
        return Content.Unknown;
    }

    private static Content Run(Call call, OptionSpec spec, string[] text)
    {
        var arguments = Arguments.Read(call.Args, spec);
        if (arguments.Values("--import", "--require", "--loader", "-r").FirstOrDefault(IsAddress) is { } loaded)
        {
            Remote(call, loaded);
        }

        var texts = arguments.Values(text);
        if (IsCheck(call.Name, arguments) && !texts.Any(part => part.Text.Contains("BEGIN", StringComparison.Ordinal)))
        {
            return Content.Unknown;
        }

        // Perl takes the text after several letters: `-lane`.
        if (texts.Count > 0)
        {
            var joined = ShellBuiltins.Joined(texts.SelectMany(part => (Field[])[part, new Field("\n")]));
            NoteExecuted(call, joined.Data);
            if (call.Name is "osascript")
            {
                return AppleScript(call, joined.Text);
            }

            var output = ForeignScript.Run(call, joined);
            NoteInPlace(call, arguments, joined.Text);
            return joined.Text.Contains("getusersitepackages()", StringComparison.Ordinal) ? new Content(UserPackages(call)) : output;
        }

        // What follows a module belongs to it.
        if (arguments.Value("-m") is { } module && call.Args.Select(arg => arg.Text).ToList().IndexOf("-m") is var at and >= 0)
        {
            return Module(call, module.Text, [.. call.Args.Skip(at + 2)]);
        }

        // `php -- --option` reads its input.
        var isInput = call.Name is "php" && call.Args.TakeWhile(arg => arg.Text.StartsWith('-')).Any(arg => arg.Text is "--");
        if (arguments.Rest is [var file, ..] && file.Text is not "-" && !isInput)
        {
            if (IsAddress(file))
            {
                return Remote(call, file);
            }

            if (ScriptFiles.Find(call, call.Path(file.Text)) is { } content)
            {
                NoteExecuted(call, content.Data);
                return content.Text is { } known ? ForeignScript.Run(call, new Field(known, content.Data)) : Content.Unknown;
            }

            call.Walk.NoteUnknown(call.Segment, $"{call.Path(file.Text).Full} is not read.");
            // A project's script that is named like a known program: `manage.py flush`.
            return file.Text.EndsWith("manage.py", StringComparison.Ordinal)
                ? call.Run([new Field("django-admin"), .. arguments.Rest.Skip(1)])
                : Content.Unknown.With(call.Input.Data & DataKinds.Secret);
        }

        NoteExecuted(call, call.Input.Data);
        return call.Input.Text is { Length: > 0 } script ? ForeignScript.Run(call, new Field(script, call.Input.Data)) : Content.Unknown;
    }

    /// <summary>Whether an interpreter only checks the syntax; of Perl and Ruby, a block that is named BEGIN runs even then.</summary>
    private static bool IsCheck(string name, Arguments arguments) => name switch
    {
        "node" => arguments.Has("-c", "--check"),
        "perl" or "ruby" => arguments.Has("-c"),
        "php" => arguments.Has("-l"),
        _ => false,
    };

    /// <summary>The folder of a user's own Python packages, for some version.</summary>
    public static string UserPackages(Call call) => $"{call.Walk.Home}/.local/lib/python3/site-packages";

    private static Content Expect(Call call, Field text)
    {
        foreach (var line in text.Text.Split(';', '\n').Select(line => line.Trim()).Where(line =>
            line.StartsWith("spawn ", StringComparison.Ordinal) || line.StartsWith("exec ", StringComparison.Ordinal)))
        {
            call.RunText(text with { Text = line[(line.IndexOf(' ') + 1)..] }, call.State.Copy());
        }

        return Content.Unknown;
    }

    private static Content AppleScript(Call call, string text)
    {
        if (text.Contains("login item", StringComparison.OrdinalIgnoreCase) && text.Contains("make", StringComparison.OrdinalIgnoreCase))
        {
            call.Emit(EffectKind.Autostart, "a login item");
        }

        if (text.Contains("hidden answer", StringComparison.OrdinalIgnoreCase))
        {
            return UploadPrograms.Secret(call, "A dialog for a password");
        }

        var start = text.IndexOf("do shell script \"", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return Content.Unknown;
        }

        var from = start + "do shell script \"".Length;
        var end = text.LastIndexOf('"');
        var state = call.State.Copy();
        state.Traits |= text.Contains("administrator privileges", StringComparison.OrdinalIgnoreCase) ? EffectTraits.Privileged
            : EffectTraits.None;
        return call.RunText(new Field(text[from..Math.Max(from, end)].Replace("\\\"", "\"", StringComparison.Ordinal)), state,
            Content.Nothing);
    }

    /// <summary>Records that a program runs what was fetched or decoded.</summary>
    public static void NoteExecuted(Call call, DataKinds data)
    {
        if ((data & (DataKinds.Network | DataKinds.Disguised)) != 0)
        {
            call.Emit(EffectKind.Execute, call.Name, data: data);
        }
    }

    /// <summary>`perl -pi -e` edits its files.</summary>
    private static void NoteInPlace(Call call, Arguments arguments, string text)
    {
        if (call.Name is not ("perl" or "ruby"))
        {
            return;
        }

        var isInPlace = call.Args.Any(arg => arg.Text.Length < 8 && arg.Text.StartsWith('-')
            && arg.Text.Contains('i', StringComparison.Ordinal) && !arg.Text.StartsWith("-M", StringComparison.Ordinal)
            && !arg.Text.StartsWith("-I", StringComparison.Ordinal));
        foreach (var file in arguments.Rest)
        {
            if (isInPlace)
            {
                var path = call.Path(file.Text);
                call.Emit(EffectKind.Write, path: path, traits: EffectTraits.Edits);
                DependencyFiles.NoteEdit(call, path, text);
            }
            else
            {
                call.Read(file);
            }
        }
    }

    private static Content Module(Call call, string module, IReadOnlyList<Field> rest)
    {
        switch (module)
        {
            case "http.server" or "SimpleHTTPServer":
                var folder = Arguments.Read(rest, new OptionSpec("-d --directory -b --bind")).Value("-d", "--directory");
                return TunnelPrograms.Serve(call, folder);
            case "pip":
                return PackagePrograms.Pip(call, rest);
            case "alembic" or "django":
                return call.Run([new Field(module is "django" ? "django-admin" : module), .. rest]);
            case "site" when rest is [{ Text: "--user-site" }]:
                return new Content(UserPackages(call));
            case "json.tool" when rest.Count > 0:
                return call.Read(rest[0]);
            case "base64" when rest is [{ Text: "-d" }, ..]:
                return Content.Unknown.With(call.Input.Data | DataKinds.Decoded);
            default:
                OtherPrograms.NoteMining(call);
                return FormatPrograms.IsOne(module) ? call.Run([new Field(module), .. rest])
                    : Content.Unknown.With(call.Input.Data & DataKinds.Secret);
        }
    }

    private static Content Awk(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-F -v -f -e --file --source --assign", StopsAtOperand: true));
        var files = arguments.Rest;
        var isNames = false;
        var sources = arguments.Values("-e", "--source").ToList();
        var shown = sources.Aggregate(DataKinds.None, (data, source) => data | ForeignScript.Run(call, source).Data);
        if (arguments.Value("-f", "--file") is { } script)
        {
            NoteExecuted(call, script.Text is "-" ? call.Input.Data : ScriptFiles.Find(call, call.Path(script.Text))?.Data
                ?? DataKinds.None);
        }
        else if (sources.Count == 0 && files.Count > 0)
        {
            isNames = arguments.Value("-F")?.Text is "=" && files[0].Text.Contains("print $1", StringComparison.Ordinal)
                && !files[0].Text.Replace("$1", "", StringComparison.Ordinal).Contains('$', StringComparison.Ordinal);
            shown |= ForeignScript.Run(call, files[0]).Data;
            files = [.. files.Skip(1)];
        }

        var content = files.Count == 0 ? call.Input
            : files.Take(32).Aggregate(Content.Nothing, (output, file) => output.Then(call.Read(file)));
        if (call.Args is [{ Text: "-i" }, { Text: "inplace" }, ..] or [{ Text: "-iinplace" }, ..])
        {
            foreach (var file in files.Skip(call.Args[0].Text is "-i" ? 1 : 0))
            {
                call.Emit(EffectKind.Write, path: call.Path(file.Text), traits: EffectTraits.Edits);
            }
        }

        // `printf "%c", 114` builds text that cannot be read directly.
        var isBuilt = call.Args.Any(arg => arg.Text.Contains("\"%c", StringComparison.Ordinal));
        content = isNames ? TextPrograms.OnlyNames(call, content) : content;
        return (content with { Text = null }).With(shown | (isBuilt ? DataKinds.Decoded : DataKinds.None));
    }

    private static Content Vim(Call call)
    {
        // For line editors, `-s` has no value.
        var isEx = call.Name is "ex" or "ed" || call.Args.Any(arg => arg.Text is "-e" or "-E" or "-es" or "-Es");
        var arguments = Arguments.Read(call.Args, new OptionSpec(isEx ? "-c --cmd -S -u" : "-c --cmd -S -u -s"));
        var isStored = call.Name is "ed" && (call.Input.Text ?? "").Split('\n').Any(line => line.Trim() is "w" or "wq");
        var buffer = Content.Nothing;
        foreach (var command in arguments.Values("-c", "--cmd"))
        {
            isStored |= command.Text.Split('|')[^1].Trim().TrimStart(':') is "w" or "wq" or "x" or "w!" or "wq!" or "x!" or "wqa" or "xa";
            var bang = command.Text.IndexOf('!');
            if (bang >= 0 && (bang == 0 || command.Text[..bang].Trim() is ":" or "" or ":silent" or "silent" or "r" or ":r"))
            {
                buffer = buffer.Then(call.RunText(command with { Text = command.Text[(bang + 1)..] }, call.State.Copy(), Content.Nothing));
            }
            else if (bang >= 0 && command.Text[..bang].Trim() is "w" or ":w" or "%w" or ":%w")
            {
                call.RunText(command with { Text = command.Text[(bang + 1)..] }, call.State.Copy(), buffer);
            }
        }

        foreach (var file in arguments.Operands)
        {
            var path = call.Path(file.Text);
            if (path.IsSecret)
            {
                call.Emit(EffectKind.Read, path: path);
            }

            if (isStored)
            {
                call.Emit(EffectKind.Write, path: path, traits: EffectTraits.Edits);
            }
        }

        return Content.Unknown;
    }
}
