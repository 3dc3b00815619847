using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Shells: `sh -c TEXT`, `bash FILE`, and a shell that reads its commands from a pipe.</summary>
internal static class ShellPrograms
{
    private static readonly OptionSpec Spec = new("-o -O --rcfile --init-file", StopsAtOperand: true);

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        foreach (var name in (string[])["sh", "bash", "zsh", "dash", "ksh", "fish", "ash", "mksh", "csh", "tcsh", "rbash"])
        {
            programs[name] = Run;
        }
    }

    /// <summary>Runs the content of a stream or file as a shell script.</summary>
    public static Content Execute(Call call, Content content, ShellState state, Content? input = null)
    {
        if (content.Has(DataKinds.Network | DataKinds.Disguised))
        {
            call.Emit(EffectKind.Execute, "a shell", data: content.Data);
        }

        if (content.Text is null)
        {
            call.Walk.NoteUnknown(call.Segment, "What the shell reads is not known here.");
        }

        return content.Text is { } text ? call.Walk.RunText(text, state, input ?? Content.Unknown)
            : Content.Unknown.With(DataKinds.ShellOutput | content.Data);
    }

    private static Content Run(Call call)
    {
        if (call.Redirections.Any(entry => entry.Target.Text.StartsWith("/dev/tcp/", StringComparison.Ordinal)
            || entry.Target.Text.StartsWith("/dev/udp/", StringComparison.Ordinal)))
        {
            // Recorded at the redirection, which knows the host.
            return Content.Unknown.With(DataKinds.ShellOutput);
        }

        // `-c` may be one of several letters: `-lc`, `-ec`.
        var at = 0;
        var isText = false;
        var (readsInput, isCheck) = (false, false);
        while (at < call.Args.Count && call.Args[at].Text is { Length: > 1 } option && option[0] is '-' or '+')
        {
            if (option == "--")
            {
                at++;
                break;
            }

            isText |= option[1] != '-' && option.Contains('c', StringComparison.Ordinal);
            readsInput |= option is "-s";
            // `-n`, also among other letters, only checks the syntax.
            isCheck |= option is "--no-execute" || (option[0] == '-' && option[1] != '-' && option.Contains('n', StringComparison.Ordinal));
            at += Spec.TakesValue(option) || option.EndsWith('o') && option.Length > 2 && option[1] != '-' ? 2 : 1;
        }

        if (isCheck)
        {
            return Content.Unknown;
        }

        var rest = call.Args.Skip(Math.Min(at, call.Args.Count)).ToList();
        var state = call.State.Copy();
        if (isText && rest.Count > 0)
        {
            state.Set("0", rest.Count > 1 ? rest[1] : new Field(call.Name));
            state.Arguments = [.. rest.Skip(2)];
            return call.RunText(rest[0], state);
        }

        if (rest.Count > 0 && !readsInput && rest[0].Text is not "-")
        {
            return ScriptFiles.RunShell(call, call.Path(rest[0].Text), state, [.. rest.Skip(1)]);
        }

        if (call.Input == Content.Nothing && (call.State.Traits & EffectTraits.Privileged) != 0)
        {
            call.Emit(EffectKind.BecomeRoot, call.Name);
        }

        return Execute(call, call.Input, state);
    }
}
