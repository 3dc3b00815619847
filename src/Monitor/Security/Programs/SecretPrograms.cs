using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that show secrets: the environment, keychains, vaults.</summary>
internal static class SecretPrograms
{
    private static readonly OptionSpec Debugger = new("-p -x -pid --pid -ex -iex --eval-command -o -O -s -cd -d", HasLongWithOneDash: true);

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["printenv"] = PrintEnvironment;
        programs["security"] = call => call.Args is [{ Text: "add-trusted-cert" or "remove-trusted-cert" or "authorizationdb" }, ..]
            ? Note(call, EffectKind.ChangeSystem, $"security {call.Args[0].Text}")
            : Store(
                call,
                call.Args is [{ Text: "dump-keychain" or "export" or "find-identity" or "find-key" or "unlock-keychain" }, ..]
                    && call.Args[0].Text is not "find-identity"
                    || call.Args is [{ Text: "find-generic-password" or "find-internet-password" }, ..]
                        && call.Args.Any(arg =>
                            arg.Text.StartsWith('-') && arg.Text.Length < 5 && arg.Text.AsSpan().IndexOfAny('w', 'g') > 0
                        )
            );
        programs["secret-tool"] = call => Store(call, call.Args is [{ Text: "lookup" or "search" }, ..]);
        programs["kwallet-query"] =
            programs["chainbreaker"] =
            programs["mimikatz"] =
            programs["lazagne"] =
            programs["laZagne"] =
            programs["pypykatz"] =
            programs["hashdump"] =
            programs["procdump"] =
                call => Store(call, true);
        programs["gcore"] = call => Arguments.Read(call.Args, new OptionSpec("-o -d")).Operands.Count > 0 ? Memory(call) : Content.Unknown;
        programs["gdb"] = programs["lldb"] = Debug;
        programs["keepassxc-cli"] = call => Store(call, call.Args is [{ Text: "show" or "clip" or "export" or "attachment-export" }, ..]);
        programs["keyring"] = call => Store(call, call.Args is [{ Text: "get" }, ..]);
        programs["pass"] = programs["gopass"] = call =>
            Store(
                call,
                call.Args.Count > 0
                    && call.Args[0].Text
                        is not (
                            "ls"
                            or "list"
                            or "find"
                            or "search"
                            or "insert"
                            or "generate"
                            or "git"
                            or "init"
                            or "help"
                            or "version"
                            or "edit"
                            or "rm"
                            or "mv"
                            or "cp"
                        )
            );
        programs["op"] = call =>
            Store(call, call.Args is [{ Text: "read" or "inject" }, ..] or [{ Text: "item" or "document" }, { Text: "get" }, ..]);
        programs["bw"] =
            programs["lpass"] =
            programs["rbw"] =
                call =>
                    Store(
                        call,
                        call.Args is [{ Text: "get" or "show" or "export" or "unlock" }, ..] or [{ Text: "list" }, { Text: "items" }, ..]
                    );
        programs["vault"] = call =>
            call.Args is [{ Text: "delete" }, ..] or [{ Text: "kv" }, { Text: "delete" or "destroy" or "metadata" }, ..]
            && call.Args.Any(arg => arg.Text is "delete" or "destroy")
                ? DeleteStored(call)
                : Store(
                    call,
                    call.Args
                        is [{ Text: "read" or "unwrap" }, ..]
                            or [{ Text: "kv" }, { Text: "get" }, ..]
                            or [{ Text: "token" }, { Text: "create" }, ..]
                );
        programs["doppler"] =
            programs["infisical"] =
            programs["chamber"] =
                call =>
                    Store(
                        call,
                        call.Args is [{ Text: "secrets" or "export" or "read" }, ..]
                            && !call.Args.Any(arg => arg.Text is "set" or "upload" or "--only-names")
                    );
        programs["consul"] = call => call.Args is [{ Text: "kv" }, { Text: "delete" }, ..] ? DeleteStored(call) : Content.Unknown;
        programs["ps"] = call =>
            call.Args is [{ Text: var options }, ..] && options.AsSpan().IndexOfAny('e', 'E') >= 0 && options.All(char.IsAsciiLetterLower)
                ? Content.Unknown.With(DataKinds.Environment)
                : Content.Unknown;
        programs["gpg"] = Gpg;
        programs["unshadow"] = programs["john"] = programs["hashcat"] = programs["hydra"] = call => Store(call, true);
        programs["sops"] = call =>
            Store(call, call.Args.Any(arg => arg.Text is "-d" or "--decrypt" or "decrypt" or "exec-env" or "exec-file"));
        programs["age"] = programs["rage"] = call => Store(call, call.Args.Any(arg => arg.Text is "-d" or "--decrypt"));
        programs["ansible-vault"] = call => Store(call, call.Args is [{ Text: "view" or "decrypt" or "edit" }, ..]);
        foreach (var helper in (string[])["desktop", "osxkeychain", "pass", "secretservice", "wincred", "gcloud", "ecr-login"])
        {
            programs[$"docker-credential-{helper}"] = call => Store(call, call.Args is [{ Text: "get" }, ..]);
        }

        var networks = programs["nmcli"];
        programs["nmcli"] = call => call.Args.Any(arg => arg.Text is "-s" or "--show-secrets") ? Store(call, true) : networks(call);
        programs["trufflehog"] = call => Arguments.Read(call.Args).Operands is [{ Text: "filesystem" }, var searched, ..]
            ? Search(call, searched) : Content.Unknown;
        programs["gitleaks"] = call => Arguments.Read(call.Args,
            new OptionSpec("-s --source -c --config -r --report-path -f --report-format")) is var leaks
            && (leaks.Value("-s", "--source") ?? leaks.Operands.ElementAtOrDefault(1)) is { } source ? Search(call, source)
            : Content.Unknown;
        programs["xinput"] = call => Store(call, call.Args is [{ Text: "test" or "test-xi2" }, ..]);
        programs["logkeys"] = call => Store(call, call.Args.Any(arg => arg.Text is "-s" or "--start"));
        programs["credstash"] = call => Store(call, call.Args is [{ Text: "get" or "getall" }, ..]);
    }

    private static Content Store(Call call, bool isNoted)
    {
        if (!isNoted)
        {
            return Content.Unknown;
        }

        call.Emit(EffectKind.UseSecretStore, $"{call.Name} {(call.Args.Count > 0 ? call.Args[0].Text : "")}".Trim());
        return Content.Unknown.With(DataKinds.Secret);
    }

    private static Content Note(Call call, EffectKind kind, string detail)
    {
        call.Emit(kind, detail);
        return Content.Unknown;
    }

    /// <summary>A scanner finds secrets; outside the project they are not the project's.</summary>
    private static Content Search(Call call, Field folder)
    {
        var path = call.Path(folder.Text);
        return path.IsOutside ? Found(call, path) : Content.Unknown;
    }

    private static Content Found(Call call, Boundaries.ResolvedPath path)
    {
        call.Emit(EffectKind.Show, "a search for secrets", path, data: DataKinds.Secret);
        return Content.Unknown.With(DataKinds.Secret);
    }

    private static Content Memory(Call call)
    {
        call.Emit(EffectKind.Read, path: call.Path("/proc/1/mem"));
        return Content.Unknown.With(DataKinds.Secret);
    }

    /// <summary>A debugger runs shell commands, and dumps the memory of a process that it did not start.</summary>
    private static Content Debug(Call call)
    {
        var arguments = Arguments.Read(call.Args, Debugger);
        var commands = arguments.Values("-ex", "-iex", "--eval-command", "-o", "-O");
        foreach (var command in commands)
        {
            var text = command.Text.TrimStart();
            if (text.StartsWith('!') || text.StartsWith("shell ", StringComparison.Ordinal))
            {
                call.RunText(command with { Text = text[(text[0] is '!' ? 1 : "shell ".Length)..] }, call.State.Copy());
            }
        }

        var isAttached = arguments.Has("-p", "-pid", "--pid")
            || (arguments.Operands is [_, { Text: var process }] && process.All(char.IsAsciiDigit));
        return isAttached && commands.Any(command => command.Text.Contains("gcore", StringComparison.Ordinal)
            || command.Text.Contains("core-file", StringComparison.Ordinal) || command.Text.StartsWith("dump ", StringComparison.Ordinal)
            || command.Text.Contains("save-core", StringComparison.Ordinal)) ? Memory(call) : Content.Unknown;
    }

    private static Content DeleteStored(Call call)
    {
        call.Emit(EffectKind.DeleteCloud, $"{call.Name} delete");
        return Content.Unknown;
    }

    private static Content PrintEnvironment(Call call)
    {
        var names = Arguments.Read(call.Args).Operands;
        return names.Count == 0
            ? Content.Unknown.With(DataKinds.Environment)
            : Content.Unknown.With(names.Where(name => KnownVariables.IsSecret(name.Text)).Aggregate(DataKinds.None, (data, name) =>
                data | TokenMakers.OfVariable(name.Text)));
    }

    private static Content Gpg(Call call)
    {
        var arguments = Arguments.Read(
            call.Args,
            new OptionSpec("-o -r -u --output --recipient --local-user --homedir --passphrase --passphrase-file --batch-file -z")
        );
        if (arguments.Has("--export-secret-keys", "--export-secret-subkeys", "--export-secret-key"))
        {
            return Store(call, true);
        }

        if (arguments.Has("--delete-secret-keys", "--delete-secret-key"))
        {
            call.Emit(EffectKind.Delete, path: call.Path("~/.gnupg"));
        }

        var data = call.Input.Data;
        if (arguments.Has("-d", "--decrypt", "-c", "-e", "--symmetric", "--encrypt"))
        {
            foreach (var file in arguments.Operands)
            {
                data |= call.Read(file).Data;
            }
        }

        return Content.Unknown.With(arguments.Has("-d", "--decrypt") ? data | DataKinds.Decoded : data);
    }
}
