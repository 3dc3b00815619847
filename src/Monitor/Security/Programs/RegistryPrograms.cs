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

            return OtherPrograms.Run(call);
        };
        programs["luarocks"] = call =>
            Install(call, Arguments.Read(call.Args, new OptionSpec("--server --only-server")), "--server", "--only-server");
        programs["opam"] = call => call.Args is [{ Text: "repo" or "repository" }, { Text: "add" or "set-url" }, ..]
            ? Note(call, call.Args.Where(InterpreterPrograms.IsAddress)) : Content.Unknown;
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
}
