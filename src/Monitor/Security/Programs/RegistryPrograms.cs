using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Package managers for which only the packages' source is known.</summary>
internal static class RegistryPrograms
{
    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["conda"] = programs["mamba"] = programs["micromamba"] = Conda;
        programs["cpanm"] = programs["cpm"] = call =>
            Install(call, Arguments.Read(call.Args, new OptionSpec("--mirror --from")), "--mirror", "--from");
        programs["dart"] = programs["flutter"] = call => call.Args is [{ Text: "pub" }, { Text: "add" }, ..]
            ? From(call, Arguments.Read(call.Args, new OptionSpec("--git-url --git-ref --git-path")).Values("--git-url"))
            : OtherPrograms.Run(call);
        programs["nix-env"] = call => From(call, call.Args.Where(InterpreterPrograms.IsAddress));
        programs["corepack"] = call => From(call, call.Args.Where(arg => arg.Text.Contains("@http", StringComparison.Ordinal)));
        programs["mvn"] = programs["mvnw"] = call =>
        {
            if (call.Args.Any(arg => arg.Text.StartsWith("-Dmaven.wagon.http.ssl.", StringComparison.Ordinal)
                && arg.Text.EndsWith("=true", StringComparison.Ordinal)))
            {
                call.Emit(EffectKind.InstallUnchecked, "maven.wagon.http.ssl");
            }

            Note(call, call.Args.Where(arg => arg.Text.StartsWith("-DremoteRepositories=", StringComparison.Ordinal))
                .Select(arg => arg with { Text = arg.Text["-DremoteRepositories=".Length..].Split("::")[^1] }));

            return OtherPrograms.Run(call);
        };
        programs["composer"] = Composer;
        programs["dotnet"] = Dotnet;
        programs["nuget"] = call => Note(call, call.Args.Where(InterpreterPrograms.IsAddress));
        programs["yum-config-manager"] = call => Note(call, call.Args.Where(InterpreterPrograms.IsAddress));
        programs["nix"] = call => call.Args is [{ Text: "run" or "shell" or "develop" }, ..] or [{ Text: "profile" }, { Text: "install" },
            ..]
            ? From(call, call.Args.Where(arg => arg.Text.StartsWith("github:", StringComparison.OrdinalIgnoreCase)
                && !arg.Text.StartsWith("github:NixOS/", StringComparison.OrdinalIgnoreCase)
                && !arg.Text.StartsWith("github:nix-community/", StringComparison.OrdinalIgnoreCase)))
            : Content.Unknown;
        programs["luarocks"] = call =>
            Install(call, Arguments.Read(call.Args, new OptionSpec("--server --only-server")), "--server", "--only-server");
        programs["opam"] = call => call.Args is [{ Text: "repo" or "repository" }, { Text: "add" or "set-url" }, ..]
            ? Note(call, call.Args.Where(InterpreterPrograms.IsAddress))
            : call.Args is [{ Text: "pin" }, ..] ? From(call, call.Args.Where(arg => PackagePrograms.IsAddress(arg.Text)))
                : Content.Unknown;
    }

    private static Content Note(Call call, IEnumerable<Field> addresses)
    {
        foreach (var address in addresses)
        {
            Registries.Note(call, address);
        }

        return Content.Unknown;
    }

    /// <summary>Records packages that are named by their address.</summary>
    public static Content From(Call call, IEnumerable<Field> addresses)
    {
        foreach (var address in addresses)
        {
            call.Emit(EffectKind.InstallFrom, address.Text, host: NetworkPrograms.Host(address.Text));
        }

        return Content.Unknown;
    }

    private static Content Install(Call call, Arguments arguments, params string[] sources)
    {
        From(call, arguments.Operands.Where(InterpreterPrograms.IsAddress));
        return Note(call, sources.SelectMany(source => arguments.Values(source)));
    }

    private static Content Conda(Call call)
    {
        if (call.Args is [{ Text: "install" or "create" or "update" }, ..])
        {
            Install(call, Arguments.Read(call.Args, new OptionSpec("-c --channel -n --name -p --prefix --file")));
        }
        else if (call.Args is [{ Text: "config" }, .., { Text: "ssl_verify" }, { Text: "false" or "False" or "no" }])
        {
            call.Emit(EffectKind.InstallUnchecked, "ssl_verify");
        }

        var channels = call.Args is [{ Text: "config" }, ..]
            ? call.Args.Where(_ => call.Args.Any(arg => arg.Text is "--add" or "--append" or "--prepend" or "--set"))
            : Arguments.Read(call.Args, new OptionSpec("-c --channel -n --name -p --prefix")).Values("-c", "--channel");
        foreach (var channel in channels.Where(channel => channel.Text.Contains("://", StringComparison.Ordinal)))
        {
            Registries.Note(call, channel);
        }

        return call.Args is [{ Text: "run" }, ..]
            && Arguments.Read([.. call.Args.Skip(1)],
            new OptionSpec("-n -p --name --prefix", StopsAtOperand: true)).Rest is { Count: > 0 } rest ? call.Run(rest) : Content.Unknown;
    }

    private static Content Composer(Call call)
    {
        var operands = Arguments.Read(call.Args).Operands;
        if (operands is [{ Text: "config" }, ..] && operands.FirstOrDefault(operand =>
            operand.Text.Contains("://", StringComparison.Ordinal)) is { } address)
        {
            if (operands.Exists(operand => operand.Text is "vcs" or "git" or "github"))
            {
                From(call, [address]);
            }

            Registries.Note(call, address);
        }

        if (operands is [{ Text: "require" }, ..])
        {
            Note(call, call.Args.Where(InterpreterPrograms.IsAddress));
            Note(call, Arguments.Read(call.Args, new OptionSpec("--repository")).Values("--repository").Select(source =>
                source with { Text = Registries.AddressIn(source.Text) ?? "" }).Where(InterpreterPrograms.IsAddress));
        }

        if ((call.Args.Any(arg => arg.Text is "secure-http") && call.Args.Any(arg => arg.Text is "false"))
            || (call.Args.Any(arg => arg.Text is "disable-tls") && call.Args.Any(arg => arg.Text is "true")))
        {
            call.Emit(EffectKind.InstallUnchecked, "composer config");
        }

        return Content.Unknown;
    }

    private static Content Dotnet(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-s --source --add-source -v --version"));
        foreach (var source in arguments.Values("-s", "--source",
            "--add-source").Concat(arguments.Operands is [{ Text: "nuget" }, { Text: "add" }, { Text: "source" }, var added, ..] ? [added]
            : []))
        {
            if (source.Text.Contains("://", StringComparison.Ordinal))
            {
                Registries.Note(call, source);
            }
        }

        if (arguments.Operands is [{ Text: "add" }, .., { Text: "package" }, _] or [{ Text: "package" }, { Text: "add" }, _])
        {
            call.Emit(EffectKind.Install, $"nuget:{arguments.Operands[^1].Text}");
        }

        return arguments.Operands is [{ Text: "ef" }, { Text: "database" }, { Text: "drop" }, ..]
            ? call.Run([new Field("migrate"), .. call.Args.Skip(1)]) : Content.Unknown;
    }
}
