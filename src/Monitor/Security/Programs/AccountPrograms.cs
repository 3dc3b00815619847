using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that become root, and programs that change permissions of accounts.</summary>
internal static class AccountPrograms
{
    private static readonly OptionSpec Sudo = new("-u -g -p -C -h -r -t -U -D -R -T --user --group --prompt --host --chdir --chroot",
        StopsAtOperand: true);
    private static readonly OptionSpec Run0 = new(
        "-u -g -D -M --user --group --chdir --machine --setenv --unit --property --description --slice --nice --background --via-shell",
        StopsAtOperand: true
    );
    private static readonly OptionSpec Su = new("-c -s -g -G -w --command --shell --group");
    private static readonly OptionSpec User = new(
        "-g -G -d -s -u -c -p -e -f -k -b --gid --groups --home --shell --uid --comment --password -a -R"
    );
    private static readonly string[] PowerfulGroups =
    [
        "sudo",
        "wheel",
        "admin",
        "root",
        "docker",
        "adm",
        "disk",
        "lxd",
        "shadow",
        "kvm",
        "libvirt",
        "administrators",
    ];

    /// <summary>Commands of the build tool `please`.</summary>
    private static readonly string[] BuildCommands = ["build", "test", "run", "query", "watch", "clean", "init", "update", "fmt", "cover",
        "debug", "exec", "export", "gc", "generate", "hash", "tool"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["sudo"] = programs["sudo-rs"] = programs["dzdo"] = programs["pfexec"] = RunSudo;
        // A build tool has the same name.
        programs["please"] = call => call.Args is [var first, ..] && BuildCommands.Contains(first.Text) ? Content.Unknown : RunSudo(call);
        programs["run0"] = call => RunAs(call, Arguments.Read(call.Args, Run0), "");
        programs["doas"] = call => RunAs(call, Arguments.Read(call.Args, new OptionSpec("-u -C", StopsAtOperand: true)), "-s");
        programs["pkexec"] = programs["gosu"] = call =>
            RunAs(call, Arguments.Read(call.Args, new OptionSpec("--user", StopsAtOperand: true)), "");
        programs["su"] = programs["runuser"] = programs["su-exec"] = RunSu;
        programs["sg"] = programs["newgrp"] = call =>
            call.EmitIf(call.Args is [{ Text: var group }, ..] && PowerfulGroups.Contains(group), EffectKind.BecomeRoot, call.Name);
        programs["sudoedit"] = call =>
        {
            foreach (var file in Arguments.Read(call.Args, Sudo).Rest)
            {
                call.Emit(EffectKind.Write, path: call.Path(file.Text), traits: EffectTraits.Edits | EffectTraits.Privileged);
            }

            return Content.Nothing;
        };
        programs["nmap"] = call => call.EmitIf((call.State.Traits & EffectTraits.Privileged) != 0
            && call.Args.Any(arg => arg.Text is "--interactive"), EffectKind.BecomeRoot, "nmap --interactive");
        programs["usermod"] = RunUserMod;
        programs["gpasswd"] = programs["addgroup"] = programs["adduser"] = RunGroupAdd;
        programs["dseditgroup"] = call =>
            call.EmitIf(
                call.Args.Any(arg => PowerfulGroups.Contains(arg.Text)) && call.Args.Any(arg => arg.Text is "edit"),
                EffectKind.GrantRights,
                "dseditgroup"
            );
    }

    private static Content RunSudo(Call call)
    {
        var arguments = Arguments.Read(call.Args, Sudo);
        if (arguments.Has("-S") && call.Input.Text is { Length: > 0 } && call.Input != Content.Nothing)
        {
            call.Emit(EffectKind.BecomeRoot, "sudo -S with a password in the command");
        }

        if (arguments.Has("-l", "-v", "-k", "-K", "-V", "--list", "--validate"))
        {
            return Content.Unknown;
        }

        return RunAs(call, arguments, "-s", "-i", "--shell", "--login");
    }

    private static Content RunAs(Call call, Arguments arguments, params string[] shells)
    {
        var rest = arguments.Rest.ToList();
        var state = call.State.Copy();
        var isRoot = arguments.Value("-u", "--user")?.Text is null or "root" or "0" or "#0";
        state.Traits |= isRoot ? EffectTraits.Privileged : EffectTraits.None;
        while (rest.Count > 0 && rest[0].Text.IndexOf('=') is var equals and > 0 && rest[0].Text.AsSpan(0, equals).IndexOfAny('/', ' ') < 0)
        {
            var (name, value) = (rest[0].Text[..equals], rest[0].Text[(equals + 1)..]);
            if (isRoot && name is "LD_PRELOAD" or "LD_LIBRARY_PATH" or "LD_AUDIT")
            {
                // A program of root's loads what anyone may have written.
                call.Emit(EffectKind.BecomeRoot, $"{call.Name} {name}");
            }
            else
            {
                EnvironmentEffects.Note(call, name, rest[0] with { Text = value }, isLasting: false);
            }

            rest.RemoveAt(0);
        }

        if (arguments.Has(shells))
        {
            call.Emit(EffectKind.BecomeRoot, $"{call.Name} {(arguments.Has("-i", "--login") ? "-i" : "-s")}");
        }

        // A script that makes itself root for whatever it starts.
        if (isRoot && rest.Exists(arg => arg.Text.Contains("setuid(0)", StringComparison.Ordinal)))
        {
            call.Emit(EffectKind.BecomeRoot, $"{call.Name} {rest[0].Text}");
        }

        // Without a program they start a shell.
        if (rest.Count == 0 && call.Name is "run0" or "pkexec")
        {
            call.Emit(EffectKind.BecomeRoot, call.Name);
        }

        return rest.Count > 0 ? call.Run(rest, inState: state) : Content.Unknown;
    }

    private static Content RunSu(Call call)
    {
        var arguments = Arguments.Read(call.Args, Su);
        var command = arguments.Value("-c", "--command");
        var user = arguments.Operands.Find(operand => operand.Text is not "-")?.Text;
        var state = call.State.Copy();
        var isRoot = user is null or "root";
        state.Traits |= isRoot ? EffectTraits.Privileged : EffectTraits.None;
        if (command is not null)
        {
            if (isRoot)
            {
                call.Emit(EffectKind.BecomeRoot, "su -c");
            }

            return call.RunText(command, state, Content.Nothing);
        }

        if (call.Name is "su-exec" && arguments.Operands.Count > 1)
        {
            return call.Run([.. arguments.Operands.Skip(1)], inState: state);
        }

        call.Emit(EffectKind.BecomeRoot, call.Name);
        return Content.Unknown;
    }

    private static Content RunUserMod(Call call)
    {
        var arguments = Arguments.Read(call.Args, User);
        var groups = arguments.Values("-G", "--groups", "-g", "--gid", "-a").SelectMany(value => value.Text.Split(',')).ToList();
        // In `-aG docker`, the group follows the last letter.
        var isPowerful = groups.Exists(group => PowerfulGroups.Contains(group))
            || arguments.Operands.Exists(operand => operand.Text.Split(',').Any(group => PowerfulGroups.Contains(group)));
        call.Emit(isPowerful ? EffectKind.GrantRights : EffectKind.ChangeAccounts, "usermod");
        return Content.Unknown;
    }

    private static Content RunGroupAdd(Call call)
    {
        var isPowerful = call.Args.Any(arg => PowerfulGroups.Contains(arg.Text));
        call.Emit(isPowerful ? EffectKind.GrantRights : EffectKind.ChangeAccounts, call.Name);
        return Content.Unknown;
    }
}
