using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that run another program.</summary>
internal static class WrapperPrograms
{
    private static readonly Dictionary<string, OptionSpec> Plain = new(StringComparer.Ordinal)
    {
        ["nohup"] = new(StopsAtOperand: true),
        ["nice"] = new("-n --adjustment", StopsAtOperand: true),
        ["ionice"] = new("-c -n -p --class --classdata", StopsAtOperand: true),
        ["setsid"] = new(StopsAtOperand: true),
        ["stdbuf"] = new("-i -o -e --input --output --error", StopsAtOperand: true),
        ["time"] = new("-f -o --format --output", StopsAtOperand: true),
        ["unbuffer"] = new(StopsAtOperand: true),
        ["caffeinate"] = new("-t -w", StopsAtOperand: true),
        ["busybox"] = new(StopsAtOperand: true),
        ["toybox"] = new(StopsAtOperand: true),
        ["strace"] = new("-e -o -p -s -a -E -P -u", StopsAtOperand: true),
        ["ltrace"] = new("-e -o -p -s -a -u", StopsAtOperand: true),
        ["dotenv"] = new("-e -f", StopsAtOperand: true),
        ["cross-env"] = new(StopsAtOperand: true),
        ["winpty"] = new(StopsAtOperand: true),
        ["rlwrap"] = new(StopsAtOperand: true),
        ["chrt"] = new(StopsAtOperand: true),
        ["taskset"] = new("-c -p", StopsAtOperand: true),
        ["systemd-inhibit"] = new("--what --who --why --mode", StopsAtOperand: true),
        ["xvfb-run"] = new("-s -n --server-args --server-num", StopsAtOperand: true),
        ["setarch"] = new(StopsAtOperand: true),
        ["proxychains"] = new("-f", StopsAtOperand: true),
        ["proxychains4"] = new("-f", StopsAtOperand: true),
        ["torsocks"] = new(StopsAtOperand: true),
        ["fakeroot"] = new("-l -s -i", StopsAtOperand: true),
        ["firejail"] = new(StopsAtOperand: true),
        ["bwrap"] = new("--bind --ro-bind --dev --proc --chdir --setenv", StopsAtOperand: true),
        ["catchsegv"] = new(StopsAtOperand: true),
        ["noglob"] = new(StopsAtOperand: true),
        ["nocorrect"] = new(StopsAtOperand: true),
        ["chronic"] = new(StopsAtOperand: true),
        ["sem"] = new("-j --id", StopsAtOperand: true),
        ["entr"] = new(StopsAtOperand: true),
        ["unshare"] = new("-S -G -R -w --setuid --setgid --root --wd", StopsAtOperand: true),
        ["prlimit"] = new(StopsAtOperand: true),
        ["numactl"] = new("-N -m -C", StopsAtOperand: true),
        ["gosu"] = new(StopsAtOperand: true),
        ["cpulimit"] = new("-l -p -e --limit --pid --exe", StopsAtOperand: true),
        ["ssh-agent"] = new("-a -t", StopsAtOperand: true),
        ["eatmydata"] = new(StopsAtOperand: true),
        ["retry"] = new("-t -d --times --delay", StopsAtOperand: true),
        ["hyperfine"] = new("-w -r --warmup --runs", StopsAtOperand: true),
    };

    /// <summary>In seconds; a program that runs longer is no measurement.</summary>
    private const int LongTimeout = 300;

    private static readonly char[] Blanks = [' ', '\t', '\n', '\0'];
    private static readonly OptionSpec Timeout = new("-s -k --signal --kill-after", StopsAtOperand: true);
    private static readonly OptionSpec Environment = new("-u --unset -C --chdir -S --split-string", StopsAtOperand: true);
    private const int ManyRequests = 10_000;
    private const int ManyAtOnce = 50;
    private static readonly OptionSpec Xargs = new(
        "-a -d -E -I -L -n -P -s --arg-file --delimiter --replace --max-args --max-procs --max-lines --max-chars",
        StopsAtOperand: true
    );
    private static readonly OptionSpec Parallel = new(
        "-j -a -I --jobs --arg-file --joblog --results --colsep --timeout",
        StopsAtOperand: true
    );
    private static readonly OptionSpec Watch = new("-n --interval -d --differences", StopsAtOperand: true);
    private static readonly OptionSpec Script = new("-c --command -t -T -B -I -O");
    private static readonly OptionSpec Flock = new("-w -E -c --command --timeout", StopsAtOperand: true);

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        foreach (var (name, spec) in Plain)
        {
            programs[name] = call => Arguments.Read(call.Args, spec).Rest is { Count: > 0 } rest ? call.Run(rest) : Content.Unknown;
        }

        programs["timeout"] = programs["gtimeout"] = RunTimeout;
        programs["direnv"] = call => call.Args switch
        {
            [{ Text: "allow" or "permit" or "grant" or "reload" }, ..] =>
                ScriptFiles.Find(call, call.Path(".envrc")) is { } written ? ShellPrograms.Execute(call, written, call.State.Copy())
                : Content.Unknown,
            [{ Text: "exec" }, _, var program, ..] => call.Run([program, .. call.Args.Skip(3)]),
            _ => Content.Unknown,
        };
        programs["env"] = Env;
        programs["xargs"] = RunXargs;
        programs["parallel"] = RunParallel;
        programs["watch"] = call => Arguments.Read(call.Args, Watch).Rest is { Count: > 0 } rest
            ? call.RunText(ShellBuiltins.Joined(rest), call.State.Copy()) : Content.Unknown;
        programs["script"] = call => Arguments.Read(call.Args, Script).Value("-c", "--command") is { } text
            ? call.RunText(text, call.State.Copy()) : Content.Unknown;
        programs["flock"] = RunFlock;
        programs["chroot"] = call =>
            Arguments.Read(call.Args, new OptionSpec("--userspec --groups", StopsAtOperand: true)).Rest is { Count: > 1 } rest
                ? call.Run([.. rest.Skip(1)])
                : Content.Unknown;
        programs["bundle"] =
            programs["poetry"] =
            programs["uv"] =
            programs["pipenv"] =
            programs["rye"] =
            programs["hatch"] =
            programs["mise"] =
            programs["asdf"] =
            programs["pdm"] =
                ProjectRunners.Run;
    }

    /// <summary>A program that something ends: a load of seconds is a measurement, if it fills no file.</summary>
    private static Content RunTimeout(Call call)
    {
        if (Arguments.Read(call.Args, Timeout).Rest is not { Count: > 1 } rest)
        {
            return Content.Unknown;
        }

        var before = call.Walk.Effects.Count;
        var output = call.Run([.. rest.Skip(1)]);
        if (!int.TryParse(rest[0].Text.TrimEnd('s'), out var seconds) || seconds is 0 or > LongTimeout
            || call.Redirections.Exists(entry => !entry.Target.Text.StartsWith("/dev/", StringComparison.Ordinal)))
        {
            return output;
        }

        call.Walk.ForgetLoops(before);
        return output with { Data = output.Data & ~DataKinds.Endless };
    }

    /// <summary>The arguments that a stream provides.</summary>
    private static List<Field> Given(Content input, char[] separators) => input switch
    {
        { Text: { } text } => [.. text.Split(separators, StringSplitOptions.RemoveEmptyEntries).Take(32).Select(word =>
            new Field(word, input.Data))],
        { Paths: { } paths } => [.. paths.Select(path => new Field(path, input.Data))],
        _ => [Field.Anything with { Data = input.Data }],
    };

    private static Content Env(Call call)
    {
        var arguments = Arguments.Read(call.Args, Environment);
        var state = call.State.Copy();
        if (arguments.Value("-C", "--chdir") is { } folder)
        {
            state.ChangeFolder(PathResolver.Folder(folder.Text, call.Walk, state));
        }

        foreach (var name in arguments.Values("-u", "--unset"))
        {
            EnvironmentEffects.NoteUnset(call, name.Text);
        }

        var at = 0;
        // `env $(cat .env | xargs) npm start`: its lines become variables, which nothing shows.
        if (arguments.Rest is [{ Text: [Field.Unknown] } loaded, _, ..] && (loaded.Data & DataKinds.Secret) != 0)
        {
            call.Walk.ForgetReads();
            at++;
        }

        for (; at < arguments.Rest.Count && arguments.Rest[at].Text.IndexOf('=') is var equals and > 0; at++)
        {
            var value = arguments.Rest[at] with { Text = arguments.Rest[at].Text[(equals + 1)..] };
            EnvironmentEffects.Note(call, arguments.Rest[at].Text[..equals], value, isLasting: at + 1 < arguments.Rest.Count
                && arguments.Rest[^1].Text is "claude");
        }

        if (arguments.Value("-S", "--split-string") is { } text)
        {
            return call.RunText(text with { Text = $"{text.Text} {ShellBuiltins.Joined(arguments.Rest).Text}" }, state);
        }

        var rest = arguments.Rest.Skip(at).ToList();
        return rest.Count > 0 ? call.Run(rest, inState: state) : Content.Unknown.With(DataKinds.Environment);
    }

    private static Content RunXargs(Call call)
    {
        var arguments = Arguments.Read(call.Args, Xargs);
        var input = arguments.Value("-a", "--arg-file") is { } file ? call.Read(file) : call.Input;
        char[] separators = arguments.Has("-0", "--null") ? ['\0']
            : arguments.Value("-d", "--delimiter") is { Text: [.., var last] } ? [last is 'n' ? '\n' : last is '0' ? '\0' : last]
            : Blanks;
        var given = Given(input, separators);
        var command = arguments.Rest.Count > 0 ? arguments.Rest : [new Field("echo")];
        var calls = call.Walk.Calls;
        if (calls.LastOrDefault(before => before.Name is not "xargs") is { Name: "seq", Args: [.., { Text: var rounds }] }
            && int.TryParse(rounds, out var most) && most >= ManyRequests
            && int.TryParse(arguments.Value("-P", "--max-procs")?.Text, out var atOnce) && (atOnce is 0 or >= ManyAtOnce)
            && FloodPrograms.IsOfOther(command))
        {
            call.Emit(EffectKind.Spin, "a flood by xargs");
        }

        var placeholder = arguments.Value("-I", "--replace", "-J")?.Text ?? (arguments.Has("-i", "--replace") ? "{}" : null);
        if (placeholder is { Length: > 0 })
        {
            foreach (var value in given.Take(8))
            {
                call.Run([.. command.Select(field => field.Text.Contains(placeholder, StringComparison.Ordinal)
                    ? new Field(field.Text.Replace(placeholder, value.Text, StringComparison.Ordinal), field.Data | value.Data)
                    : field)], Content.Unknown);
            }

            return Content.Unknown.With(input.Data & ~DataKinds.Environment);
        }

        // A shell that gets its text as an argument.
        return call.Run([.. command, .. given], Content.Unknown);
    }

    private static Content RunParallel(Call call)
    {
        var rest = Arguments.Read(call.Args, Parallel).Rest;
        var separator = rest.Select(field => field.Text).ToList().IndexOf(":::");
        var command = separator < 0 ? rest : [.. rest.Take(separator)];
        IReadOnlyList<Field> values = separator < 0 ? Given(call.Input, Blanks) : [.. rest.Skip(separator + 1)];
        if (command.Count == 0)
        {
            return values.Aggregate(Content.Nothing, (output, value) => output.Then(call.RunText(value, call.State.Copy())));
        }

        var text = ShellBuiltins.Joined(command);
        foreach (var value in values.Take(8))
        {
            var line = text.Text.Contains("{}", StringComparison.Ordinal) ? text.Text.Replace("{}", value.Text, StringComparison.Ordinal)
                : $"{text.Text} {value.Text}";
            call.RunText(new Field(line, text.Data | value.Data), call.State.Copy(), Content.Unknown);
        }

        return Content.Unknown;
    }

    private static Content RunFlock(Call call)
    {
        var arguments = Arguments.Read(call.Args, Flock);
        var rest = arguments.Rest.Skip(1).ToList();
        return rest is [{ Text: "-c" }, var text, ..] ? call.RunText(text, call.State.Copy()) : rest.Count > 0 ? call.Run(rest)
            : Content.Unknown;
    }
}
