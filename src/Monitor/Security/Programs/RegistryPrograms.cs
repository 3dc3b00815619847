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

    private static Content Install(Call call, Arguments arguments, params string[] sources)
    {
        foreach (var package in arguments.Operands.Where(InterpreterPrograms.IsAddress))
        {
            call.Emit(EffectKind.InstallFrom, package.Text, host: NetworkPrograms.Host(package.Text));
        }

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
