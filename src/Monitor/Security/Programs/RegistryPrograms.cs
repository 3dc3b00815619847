using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Package managers for which only the packages' source is known.</summary>
internal static class RegistryPrograms
{
    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["conda"] = programs["mamba"] = programs["micromamba"] = Conda;
        programs["cpanm"] = programs["cpm"] = call =>
            Note(call, Arguments.Read(call.Args, new OptionSpec("--mirror --from")).Values("--mirror", "--from"));
        programs["luarocks"] = call =>
            Note(call, Arguments.Read(call.Args, new OptionSpec("--server --only-server")).Values("--server", "--only-server"));
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

    private static Content Conda(Call call)
    {
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
