using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that run a command in a session, a virtual machine or on several machines: tmux, screen, vagrant, pdsh.</summary>
internal static class SessionPrograms
{
    private static readonly OptionSpec Tmux = new("-L -S -f -c -T", StopsAtOperand: true);
    private static readonly OptionSpec TmuxVerb = new("-s -n -c -x -y -t -e -F -l -p -b", StopsAtOperand: true);
    private static readonly OptionSpec TmuxKeys = new("-t -N", StopsAtOperand: true);
    private static readonly OptionSpec Screen = new("-S -c -e -h -p -s -t -T", StopsAtOperand: true);

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["tmux"] = RunTmux;
        programs["screen"] = RunScreen;
        programs["incus"] = Exec;
        programs["vagrant"] = call => Arguments.Read(call.Args, new OptionSpec("-c --command")) is
        { Operands: [{ Text: "ssh" }, ..] } ssh && ssh.Value("-c", "--command") is { } text
            ? call.RunText(text, new ShellState(null) { Traits = EffectTraits.Contained }) : Content.Unknown;
        programs["pdsh"] = programs["clush"] = programs["pssh"] = programs["parallel-ssh"] = call =>
            Run(call, Arguments.Read(call.Args, new OptionSpec("-w -x -l -g -h -H -t -p -u -o -e -f -R", StopsAtOperand: true)).Rest,
                EffectTraits.Remote);
    }

    /// <summary>`lxc exec NAME -- COMMAND`.</summary>
    public static Content Exec(Call call) => call.Args is [{ Text: "exec" }, _, ..]
        ? Run(call, Arguments.Read([.. call.Args.Skip(2)], new OptionSpec("--env --cwd --user --group", StopsAtOperand: true)).Rest,
            EffectTraits.Contained) : Content.Unknown;

    /// <summary>Runs words as a shell's text elsewhere.</summary>
    public static Content Run(Call call, IReadOnlyList<Field> words, EffectTraits traits) => words.Count == 0 ? Content.Unknown
        : call.RunText(ShellBuiltins.Joined(words), new ShellState(null) { Traits = traits });

    private static Content RunTmux(Call call)
    {
        var rest = Arguments.Read(call.Args, Tmux).Rest;
        List<Field> words = [.. rest.Skip(1)];
        switch (rest is [var verb, ..] ? verb.Text : null)
        {
            case "new-session" or "new" or "new-window" or "neww" or "split-window" or "splitw" or "respawn-pane" or "respawn-window"
                or "run-shell" or "run" or "popup" or "display-popup":
                RunText(call, Arguments.Read(words, TmuxVerb).Rest);
                break;
            case "send-keys" or "send":
                var typed = new List<Field>();
                foreach (var key in Arguments.Read(words, TmuxKeys).Rest)
                {
                    if (key.Text is "Enter" or "C-m" or "KPEnter")
                    {
                        RunText(call, typed);
                        typed.Clear();
                    }
                    else
                    {
                        typed.Add(key);
                    }
                }

                break;
        }

        return Content.Unknown;
    }

    private static Content RunScreen(Call call)
    {
        var arguments = Arguments.Read(call.Args, Screen);
        if (!arguments.Has("-X"))
        {
            return arguments.Rest.Count > 0 ? call.Run(arguments.Rest) : Content.Unknown;
        }

        if (arguments.Rest is [{ Text: "stuff" }, var typed, ..])
        {
            RunText(call, [typed with { Text = typed.Text.Replace("^M", "\n", StringComparison.Ordinal).Replace("\\n", "\n",
                StringComparison.Ordinal) }]);
        }

        return Content.Unknown;
    }

    private static void RunText(Call call, IReadOnlyList<Field> words)
    {
        if (words.Count > 0)
        {
            call.RunText(ShellBuiltins.Joined(words), call.State.Copy(), Content.Unknown);
        }
    }
}
