using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that copy to other machines or work on them, such as ssh.</summary>
internal static class TransferPrograms
{
    private static readonly OptionSpec Ssh = new("-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w", StopsAtOperand: true);
    private static readonly OptionSpec Autossh = new(Ssh.Valued + " -M", StopsAtOperand: true);
    private static readonly OptionSpec Scp = new("-c -F -i -J -l -o -P -S -X -D");
    private static readonly OptionSpec Rsync = new(
        "-e -f -M -T -B --rsh --exclude --include --filter --files-from --exclude-from --include-from --rsync-path --bwlimit --max-size --chmod --chown --log-file --port --timeout --backup-dir --suffix --out-format --info --password-file"
    );

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["ssh"] = programs["mosh"] = programs["autossh"] = programs["sshpass"] = RunSsh;
        programs["scp"] = call => Copy(call, Arguments.Read(call.Args, Scp), deletes: false);
        programs["sftp"] = programs["ftp"] = programs["lftp"] = programs["tftp"] = programs["smbclient"] = RunFtp;
        programs["rsync"] = RunRsync;
        programs["rclone"] = RunRclone;
        programs["ssh-copy-id"] = call =>
        {
            call.Emit(EffectKind.Write, path: call.Path("~/.ssh/authorized_keys"));
            return Content.Nothing;
        };
    }

    private static Content RunSsh(Call call)
    {
        if (call.Name == "sshpass")
        {
            var wrapped = Arguments.Read(call.Args, new OptionSpec("-p -f -d -P", StopsAtOperand: true)).Rest;
            return wrapped.Count > 0 ? call.Run(wrapped) : Content.Unknown;
        }

        var arguments = Arguments.Read(call.Args, call.Name is "autossh" ? Autossh : Ssh);
        if (arguments.Value("-R") is { } tunnel && arguments.Rest is [var through, ..])
        {
            call.Emit(EffectKind.Tunnel, $"ssh -R {tunnel.Text}", host: HostOf(through.Text));
        }

        foreach (var option in arguments.Values("-o"))
        {
            if (option.Text.StartsWith("ProxyCommand=", StringComparison.OrdinalIgnoreCase)
                || option.Text.StartsWith("LocalCommand=", StringComparison.OrdinalIgnoreCase))
            {
                call.RunText(option with { Text = option.Text[(option.Text.IndexOf('=') + 1)..] }, call.State.Copy(), Content.Nothing);
            }
        }

        if (arguments.Rest.Count == 0)
        {
            return Content.Unknown;
        }

        var host = HostOf(arguments.Rest[0].Text);
        var behind = Arguments.Read([.. arguments.Rest.Skip(1)], Ssh);
        var more = behind.Rest;
        if (behind.Value("-R") is { } opened)
        {
            call.Emit(EffectKind.Tunnel, $"ssh -R {opened.Text}", host: host);
        }

        if (call.Input != Content.Nothing && call.Input.Data != DataKinds.None)
        {
            call.Send(host, call.Input.Data, "ssh");
        }

        var state = new ShellState(null) { Traits = call.State.Traits | (Hosts.IsLocal(host) ? EffectTraits.None : EffectTraits.Remote) };
        var input = call.Input.Text is not null && more.Count == 0 ? call.Input : Content.Unknown;
        // What another machine prints is fetched from it.
        return more.Count > 0 ? call.RunText(ShellBuiltins.Joined(more), state, call.Input).With(Hosts.IsLocal(host) ? DataKinds.None
            : DataKinds.Network)
            : input.Text is { } script ? call.Walk.RunText(script, state, Content.Nothing) : Content.Unknown;
    }

    private static string HostOf(string text)
    {
        var host = text[(text.LastIndexOf('@') + 1)..];
        return (host.StartsWith("ssh://", StringComparison.Ordinal) ? NetworkPrograms.Host(host) : host).ToLowerInvariant();
    }

    /// <summary>The host of `user@host:path`; null for a local path.</summary>
    private static string? RemoteHost(string text)
    {
        if (text.StartsWith("rsync://", StringComparison.Ordinal))
        {
            return NetworkPrograms.Host(text);
        }

        var colon = text.IndexOf(':');
        var slash = text.IndexOf('/');
        return colon > 1 && (slash < 0 || colon < slash) ? HostOf(text[..colon]) : null;
    }

    private static Content Copy(Call call, Arguments arguments, bool deletes)
    {
        var operands = arguments.Operands;
        if (operands.Count < 2)
        {
            return Content.Nothing;
        }

        var target = operands[^1];
        var host = RemoteHost(target.Text);
        var data = DataKinds.None;
        foreach (var source in operands.SkipLast(1))
        {
            data |= RemoteHost(source.Text) is null ? call.Read(source, EffectTraits.Recursive).Data : DataKinds.Network;
        }

        if (host is not null)
        {
            call.Send(host, data, call.Name);
            NoteRemoteFile(call, target.Text[(target.Text.IndexOf(':') + 1)..]);
            var path = target.Text[(target.Text.IndexOf(':') + 1)..];
            if (deletes && !arguments.Has("-n", "--dry-run") && !(IsDeployed(path) && operands.SkipLast(1).All(source =>
                call.Path(source.Text).Scope is PathScope.Project)))
            {
                var state = new ShellState(null) { Traits = EffectTraits.Remote };
                call.Walk.Add(new Effect(EffectKind.Delete, call.Segment)
                {
                    Path = PathResolver.Resolve(path, call.Walk, state),
                    Traits = EffectTraits.Remote | EffectTraits.Recursive,
                    Detail = "mirrored"
                });
            }

            return Content.Nothing;
        }

        var isFolder = arguments.Has("-r", "-a", "--recursive", "--archive")
            && operands.SkipLast(1).All(source => RemoteHost(source.Text) is null);
        call.Write(target, Content.Unknown.With(data), isFolder ? EffectTraits.Recursive : EffectTraits.None);
        var folder = call.Path(target.Text);
        foreach (var source in operands.SkipLast(1).Where(source => RemoteHost(source.Text) is not null && folder.Full.StartsWith('/')))
        {
            // An existing folder receives it under its name.
            call.Walk.Store($"{folder.Full}/{source.Text[(source.Text.LastIndexOfAny(['/', ':']) + 1)..]}", Content.Unknown.With(data),
                isAppended: false, call.State);
        }

        if (deletes && !arguments.Has("-n", "--dry-run"))
        {
            call.Delete(target, EffectTraits.Recursive);
        }

        return Content.Nothing;
    }

    /// <summary>Whether a path is where sites and services are put, so that the project's own files are mirrored there.</summary>
    private static bool IsDeployed(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["srv" or "opt" or "app" or "www", _, ..] or ["home" or "Users", _, _, ..] or ["var", "www", _, ..] or ["~", _, ..] => true,
        ["usr", "share", "nginx", _, ..] => true,
        _ => false,
    };

    private static void NoteRemoteFile(Call call, string path)
    {
        var state = new ShellState(null) { Traits = EffectTraits.Remote };
        call.Walk.Add(
            new Effect(EffectKind.Write, call.Segment) { Path = PathResolver.Resolve(path, call.Walk, state), Traits = EffectTraits.Remote }
        );
    }

    private static Content RunRsync(Call call)
    {
        var arguments = Arguments.Read(call.Args, Rsync);
        if (arguments.Value("-e", "--rsh") is { } shell && !shell.Text.StartsWith("ssh", StringComparison.Ordinal))
        {
            call.RunText(shell, call.State.Copy());
        }

        if (arguments.Has("--remove-source-files"))
        {
            foreach (var source in arguments.Operands.SkipLast(1))
            {
                call.Emit(EffectKind.Move, path: call.Path(source.Text));
            }
        }

        return Copy(call, arguments, arguments.Has("--delete", "--delete-after", "--delete-before", "--delete-during", "--delete-excluded",
            "--del"));
    }

    private static Content RunFtp(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-b -o -i -P -u -e -c"));
        var host = arguments.Operands.FirstOrDefault()?.Text;
        if (host?.Contains("://", StringComparison.Ordinal) is true && arguments.Value("-o") is { } output)
        {
            return NetworkPrograms.Store(call, output);
        }

        if (host is not null && call.Input.Data != DataKinds.None)
        {
            call.Send(HostOf(host), call.Input.Data, call.Name);
        }

        // The commands are text: `put ~/.ssh/id_rsa`.
        var texts = string.Join('\n', [call.Input.Text ?? "", arguments.Value("-e", "-c")?.Text ?? "",
            // `tftp HOST -c get FILE` has them as words.
            string.Join(' ', call.Args.SkipWhile(arg => arg.Text is not "-c").Skip(1).Select(arg => arg.Text))]);
        foreach (var line in texts.Split('\n', ';'))
        {
            if (line.Trim().Split(' ') is ["get" or "mget" or "pget", var remote, ..] words)
            {
                call.Walk.Store(call.Path(words.Length > 2 ? words[2] : remote.Split('/')[^1]).Full,
                    Content.Unknown.With(DataKinds.Network), isAppended: false, call.State);
            }

            // The name there follows the one here.
            if (line.Trim().Split(' ') is ["put" or "mput" or "reput" or "mirror", ..] sent
                && Array.Find(sent[1..], word => word.Length > 0 && word[0] != '-') is { } file)
            {
                call.Send(HostOf((host ?? "").TrimStart('/').Split('/')[0]), call.Read(new Field(file)).Data, call.Name);
            }
        }

        return Content.Unknown;
    }

    private static Content RunRclone(Call call)
    {
        var operands = Arguments.Read(call.Args, new OptionSpec("--config --transfers --exclude --include")).Operands;
        if (operands is [{ Text: "copy" or "sync" or "move" or "copyto" or "rcat" }, var source, var target, ..])
        {
            call.Send(target.Text.Split(':')[0], call.Read(source, EffectTraits.Recursive).Data, "rclone");
        }
        else if (operands is [{ Text: "purge" or "delete" or "deletefile" }, var deleted, ..]
            && !call.Args.Any(arg => arg.Text is "--dry-run"))
        {
            call.Emit(EffectKind.DeleteCloud, $"rclone {operands[0].Text} {deleted.Text}");
        }

        return Content.Unknown;
    }
}
