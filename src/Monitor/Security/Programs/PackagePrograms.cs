using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Languages' package managers.</summary>
internal static class PackagePrograms
{
    private static readonly OptionSpec PipSpec = new(
        "-r -c -e -t -i -f --requirement --constraint --editable --target --index-url --extra-index-url --find-links --trusted-host --index --python --prefix --root --no-binary --only-binary --platform --python-version --cache-dir --default-index -p --timeout --proxy"
    );
    private static readonly OptionSpec NpmSpec = new(
        "--registry --prefix -w --workspace --tag --otp --loglevel --cache --userconfig -C --dir --filter -F --cwd"
    );
    private static readonly OptionSpec GemSpec = new("-v -s --source --version -i --install-dir -n --bindir --platform");
    private static readonly OptionSpec CargoSpec = new(
        "--git --branch --tag --rev --path --version --features -F --registry --index --root --target --bin --example -j --package -p --manifest-path --vers --profile"
    );

    private static readonly System.Buffers.SearchValues<char> NameEnds = System.Buffers.SearchValues.Create("@=<>~![; ");

    private static readonly string[] Archives = [".tgz", ".tar.gz", ".tar", ".zip"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["pip"] = programs["pipx"] = call => Pip(call, call.Args);
        programs["npm"] = programs["pnpm"] = programs["yarn"] = Npm;
        programs["npx"] = programs["bunx"] = programs["pnpx"] = programs["uvx"] = Npx;
        programs["gem"] = Gem;
        programs["cargo"] = Cargo;
        programs["go"] = Go;
    }

    /// <summary>Whether a package is named by a URL or repository.</summary>
    public static bool IsAddress(string text) =>
        text.Contains("://", StringComparison.Ordinal) || text.StartsWith("git+", StringComparison.Ordinal)
            || text.StartsWith("git@", StringComparison.Ordinal) || text.StartsWith("github:", StringComparison.Ordinal)
        || text.StartsWith("gitlab:", StringComparison.Ordinal) || text.StartsWith("bitbucket:", StringComparison.Ordinal)
            || text.Contains("@git+", StringComparison.Ordinal);

    /// <summary>`owner/name`, which npm takes from GitHub: a folder has a dot or slash before it.</summary>
    private static bool IsRepository(string text) => text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && Field.IsKnownText(text)
        && text.Count(letter => letter is '/') == 1 && !IsAddress(text) && !text.Contains(':', StringComparison.Ordinal)
        && !Array.Exists(Archives, ending => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static void NoteInstall(Call call, string ecosystem, Field package)
    {
        if (IsAddress(package.Text))
        {
            call.Emit(EffectKind.InstallFrom, package.Text,
                host: NetworkPrograms.Host(package.Text[(package.Text.IndexOf("git+", StringComparison.Ordinal) is var at and >= 0 ? at + 4
                : 0)..]));
        }
        else
        {
            call.Emit(EffectKind.Install, $"{ecosystem}:{NameOf(package.Text)}");
        }
    }

    /// <summary>A package's name without its version or extras.</summary>
    private static string NameOf(string package)
    {
        var end = package.AsSpan(Math.Min(1, package.Length)).IndexOfAny(NameEnds);
        return end < 0 ? package : package[..(end + 1)];
    }

    public static Content Pip(Call call, IReadOnlyList<Field> args)
    {
        var arguments = Arguments.Read(args, PipSpec);
        var verb = arguments.Operands.FirstOrDefault()?.Text;
        if (verb is "config" && arguments.Operands is [_, { Text: "set" },
            { Text: "global.index-url" or "global.extra-index-url" or "install.index-url" or "site.index-url" or "user.index-url" },
            var registry, ..])
        {
            Registries.Note(call, registry);
        }
        else if (verb is "config" && arguments.Operands is [_, { Text: "set" },
        { Text: "global.trusted-host" or "install.trusted-host" }, ..])
        {
            call.Emit(EffectKind.InstallUnchecked, "trusted-host");
        }

        if (verb is not ("install" or "download" or "inject" or "run" or "wheel" or "sync" or "add") || arguments.Has("--dry-run"))
        {
            return Content.Unknown;
        }

        NoteFolder(call, arguments.Value("-t", "--target", "--prefix", "--root"));
        NoteSources(call, arguments);
        foreach (var package in arguments.Operands.Skip(1).Concat(arguments.Values("-e", "--editable", "-r", "--requirement").Where(value =>
            IsAddress(value.Text))))
        {
            if (package.Text.Contains('/', StringComparison.Ordinal) && !IsAddress(package.Text) || package.Text is "."
                || (package.Text.EndsWith(".whl", StringComparison.Ordinal) && !IsAddress(package.Text)))
            {
                continue;
            }

            NoteInstall(call, "pypi", package);
        }

        return Content.Unknown;
    }

    /// <summary>Records that packages are installed outside the project.</summary>
    private static void NoteFolder(Call call, Field? folder)
    {
        if (folder is not null && call.Path(folder.Text) is { IsOutside: true } outside)
        {
            call.Emit(EffectKind.Write, "packages", outside, traits: EffectTraits.Recursive);
        }
    }

    private static void NoteSources(Call call, Arguments arguments)
    {
        foreach (var source in arguments.Values("-i", "--index-url", "--extra-index-url", "--index", "--default-index", "-f",
            "--find-links"))
        {
            if (source.Text.Contains("://", StringComparison.Ordinal))
            {
                Registries.Note(call, source);
            }
        }

        if (arguments.Value("--trusted-host") is { } host)
        {
            call.Emit(EffectKind.InstallUnchecked, "--trusted-host", host: host.Text);
        }
    }

    /// <summary>Verbs of uv, poetry and similar programs.</summary>
    public static Content Other(Call call)
    {
        var arguments = Arguments.Read(call.Args, PipSpec);
        if (arguments.Operands is [{ Text: "add" or "install" }, ..] or [{ Text: "tool" }, { Text: "install" or "run" }, ..])
        {
            NoteSources(call, arguments);
            foreach (var package in arguments.Operands.Skip(arguments.Operands[0].Text is "tool" ? 2 : 1))
            {
                NoteInstall(call, call.Name is "bundle" ? "gem" : "pypi", package);
            }
        }

        return Content.Unknown;
    }

    private static Content Npm(Call call)
    {
        var arguments = Arguments.Read(call.Args, NpmSpec);
        var operands = arguments.Operands;
        if (arguments.Value("--registry") is { } registry)
        {
            Registries.Note(call, registry);
        }

        if (arguments.Value("--strict-ssl")?.Text is "false")
        {
            call.Emit(EffectKind.InstallUnchecked, "strict-ssl");
        }
        else if (arguments.Value("--ignore-scripts")?.Text is "false" || arguments.Has("--no-ignore-scripts"))
        {
            call.Emit(EffectKind.InstallUnchecked, "ignore-scripts");
        }

        if (operands is [{ Text: "install" or "i" or "add" or "ci" or "remove" or "uninstall" or "update" or "up" }, ..]
                or [{ Text: "version" }, _, ..] or [{ Text: "pkg" }, { Text: "set" or "delete" }, ..]
            && !arguments.Has("-g", "--global"))
        {
            NoteFolder(call, arguments.Value("--prefix", "-C", "--dir", "--cwd") ?? new Field("."));
        }

        switch (operands)
        {
            case [{ Text: "install" or "i" or "add" or "in" or "isntall" }, ..] or [{ Text: "global" }, { Text: "add" }, ..]:
                foreach (var package in operands.Skip(operands[0].Text is "global" ? 2 : 1).Where(operand => !operand.Text.StartsWith('.')
                    && !operand.Text.StartsWith('/') && !operand.Text.StartsWith("file:", StringComparison.Ordinal)))
                {
                    NoteInstall(call, "npm", IsRepository(package.Text) ? package with { Text = $"github:{package.Text}" } : package);
                }

                break;
            case [{ Text: "exec" or "x" or "dlx" }, ..]:
                NoteInstall(call, "npm", operands.ElementAtOrDefault(1) ?? new Field(""));
                return call.Run([new Field("npx"), .. call.Args.SkipWhile(arg => arg != operands[0]).Skip(1)]);
            case [{ Text: "set" }, { Text: "version" }, var release, ..] when IsAddress(release.Text):
                NoteInstall(call, "npm", release);
                break;
            case [{ Text: "config" or "c" }, { Text: "set" }, ..] or [{ Text: "set" }, ..]:
                NoteSetting(call, [.. operands.SkipWhile(operand => operand.Text is "config" or "c" or "set")]);
                break;
            case [{ Text: "pkg" }, { Text: "set" }, ..]:
                if (operands.Skip(2).Any(operand => operand.Text.StartsWith("scripts.", StringComparison.Ordinal)
                    && operand.Text["scripts.".Length..].Split('=', 2) is [var name, .. var value] && IsInstallScript(name)
                    && !PackageSettings.IsPreparing(string.Concat(value))))
                {
                    call.Emit(EffectKind.HookPackage, "package.json");
                }

                PackageReplacements.NoteManifest(call, operands.Skip(2));
                break;
            case [{ Text: "set-script" }, { Text: var added }, ..] when IsInstallScript(added):
                call.Emit(EffectKind.HookPackage, "package.json");
                break;
            case [{ Text: "unpublish" }, ..] when !call.Args.Any(arg => arg.Text is "--dry-run"):
                call.Emit(EffectKind.DeleteCloud, $"npm {operands[0].Text}");
                break;
            case [{ Text: "owner" }, { Text: "add" }, ..] or [{ Text: "access" }, { Text: "grant" }, ..]:
                call.Emit(EffectKind.GrantRights, $"npm {operands[0].Text} {operands[1].Text}");
                break;
            case [{ Text: "token" }, { Text: "create" }, ..]:
                call.Emit(EffectKind.UseSecretStore, "npm token");
                break;
        }

        return Content.Unknown;
    }

    /// <summary>Whether a package manager runs a script with this name automatically.</summary>
    public static bool IsInstallScript(string name) => name is "preinstall" or "install" or "postinstall" or "prepare" or "preprepare"
        or "postprepare" or "prepublish" or "prepublishOnly";

    private static void NoteSetting(Call call, List<Field> setting)
    {
        var text = setting.Count > 1 && !setting[0].Text.Contains('=', StringComparison.Ordinal) ? $"{setting[0].Text}={setting[1].Text}"
            : setting.FirstOrDefault()?.Text ?? "";
        var equals = text.IndexOf('=');
        var (name, value) = equals < 0 ? (text, "") : (text[..equals], text[(equals + 1)..]);
        if (name is "registry" or "npmRegistryServer" || name.EndsWith(":registry", StringComparison.Ordinal))
        {
            Registries.Note(call, new Field(value));
        }
        else if (PackageSettings.IsUnchecking(name, value))
        {
            call.Emit(EffectKind.InstallUnchecked, name);
        }
        else if (name is "script-shell")
        {
            call.Emit(EffectKind.HookPackage, name);
        }
    }

    private static Content Npx(Call call)
    {
        var rest = Arguments.Read(call.Args, new OptionSpec("-p --package -c --call --from --with --python", StopsAtOperand: true));
        foreach (var package in rest.Values("-p", "--package", "--from"))
        {
            NoteInstall(call, "npm", package);
        }

        if (rest.Value("-c", "--call") is { } text)
        {
            return call.RunText(text, call.State.Copy());
        }

        if (rest.Rest is not [var program, ..])
        {
            return Content.Unknown;
        }

        OtherPrograms.NoteMining(call);
        if (IsAddress(program.Text))
        {
            NoteInstall(call, "npm", program);
            return Content.Unknown;
        }

        // What it runs may be known by its name, such as rimraf.
        var name = NameOf(program.Text) switch
        {
            "@anthropic-ai/claude-code" => "claude",
            "@openai/codex" => "codex",
            "@google/gemini-cli" => "gemini",
            "@github/copilot" => "copilot",
            "@qwen-code/qwen-code" => "qwen",
            "@sourcegraph/amp" => "amp",
            var other => other
        };
        return ProgramTable.IsKnown(name) ? call.Run([program with { Text = name }, .. rest.Rest.Skip(1)]) : Content.Unknown;
    }

    private static Content Gem(Call call)
    {
        var arguments = Arguments.Read(call.Args, GemSpec);
        if (arguments.Operands is [{ Text: "install" or "i" }, ..])
        {
            foreach (var source in arguments.Values("-s", "--source"))
            {
                Registries.Note(call, source);
            }

            foreach (var package in arguments.Operands.Skip(1))
            {
                NoteInstall(call, "gem", package);
            }
        }
        else if (arguments.Operands is [{ Text: "sources" }, ..]
            && call.Args.SkipWhile(arg => arg.Text is not ("-a" or "--add")).Skip(1).FirstOrDefault() is { } source)
        {
            Registries.Note(call, source);
        }
        else if (arguments.Operands is [{ Text: "yank" }, ..])
        {
            call.Emit(EffectKind.DeleteCloud, "gem yank");
        }

        return Content.Unknown;
    }

    private static Content Cargo(Call call)
    {
        PackageReplacements.NotePatches(call);
        var arguments = Arguments.Read(call.Args, CargoSpec);
        if (arguments.Operands is [{ Text: "install" or "add" }, ..])
        {
            if (arguments.Value("--git") is { } address)
            {
                call.Emit(EffectKind.InstallFrom, address.Text, host: NetworkPrograms.Host(address.Text));
            }

            foreach (var index in arguments.Values("--index", "--registry"))
            {
                Registries.Note(call, index);
            }

            foreach (var package in arguments.Operands.Skip(1))
            {
                NoteInstall(call, "crates", package);
            }
        }
        else if (arguments.Operands is [{ Text: "yank" }, ..])
        {
            call.Emit(EffectKind.DeleteCloud, "cargo yank");
        }

        return Content.Unknown;
    }

    private static Content Go(Call call)
    {
        if (call.Args is [{ Text: "run" or "build" }, ..])
        {
            return Compilers.Run(call, isRunning: call.Args[0].Text is "run");
        }

        if (call.Args is [{ Text: "get" or "install" }, ..])
        {
            foreach (var module in call.Args.Skip(1).Where(arg => arg.Text.Contains('/', StringComparison.Ordinal)))
            {
                call.Emit(EffectKind.Install, $"go:{module.Text.Split('@')[0]}");
            }
        }

        if (call.Args is [{ Text: "get" }, ..] && call.Args.Any(arg => arg.Text is "-insecure"))
        {
            call.Emit(EffectKind.InstallUnchecked, "-insecure");
        }
        else if (call.Args is [{ Text: "mod" }, { Text: "edit" }, ..])
        {
            PackageReplacements.NoteModules(call);
        }
        else if (call.Args is [{ Text: "env" }, { Text: "-w" }, ..])
        {
            foreach (var arg in call.Args.Skip(2))
            {
                var equals = arg.Text.IndexOf('=');
                if (equals > 0)
                {
                    EnvironmentEffects.Note(call, arg.Text[..equals], arg with { Text = arg.Text[(equals + 1)..] }, isLasting: true);
                }
            }
        }

        return Content.Unknown;
    }
}
