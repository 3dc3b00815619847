using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>docker and compatible programs.</summary>
internal static class ContainerPrograms
{
    private static readonly OptionSpec Global = new("-H --host -c --context --config -l --log-level", StopsAtOperand: true);

    private static readonly OptionSpec Run = new(
        "-v -e -w -u -p -m -h -l -a -c --volume --env --workdir --user --name --network --net --publish --mount --entrypoint --env-file --label --cap-add --cap-drop --security-opt --device --memory --cpus --restart --platform --pid --ipc --uts --userns --hostname "
            + "--add-host --gpus --shm-size --ulimit --tmpfs --log-driver --pull --volumes-from --dns --runtime --link --health-cmd --cidfile --cgroupns --group-add --stop-signal",
        StopsAtOperand: true
    );

    private static readonly OptionSpec Exec = new("-e -w -u --env --workdir --user --env-file --detach-keys", StopsAtOperand: true);
    private static readonly OptionSpec Compose = new("-f -p --file --project-name --project-directory --env-file --profile",
        StopsAtOperand: true);

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["docker"] = RunDocker;
        programs["compose"] = call => RunCompose(call, call.Args);
        programs["nsenter"] = call =>
        {
            if (Arguments.Read(call.Args, new OptionSpec("-t --target", StopsAtOperand: true)).Value("-t", "--target")?.Text is "1")
            {
                call.Emit(EffectKind.EscapeContainer, "nsenter");
            }

            return Content.Unknown;
        };
        programs["ctr"] = programs["crictl"] = call => call.Args.Any(arg => arg.Text is "--privileged") ? Escape(call, "--privileged")
            : Content.Unknown;
        programs["ceph"] = programs["gluster"] = call => call.Args.Any(arg => arg.Text is "pool" or "volume" or "fs")
            && call.Args.FirstOrDefault(arg => arg.Text is "delete" or "rm") is { } deletion
                ? Delete(call, deletion.Text) : Content.Unknown;
        programs["VBoxManage"] = programs["vboxmanage"] = call => call.Args is [{ Text: "unregistervm" }, ..]
            && call.Args.Any(arg => arg.Text is "--delete") ? Delete(call, "unregistervm") : Content.Unknown;
        programs["govc"] = call => call.Args is [{ Text: "vm.destroy" or "datastore.rm" }, ..] ? Delete(call, call.Args[0].Text)
            : Content.Unknown;
        programs["multipass"] = programs["lxc"] = programs["virsh"] = programs["qm"] = programs["pct"] = call =>
        {
            if (call.Args is [{ Text: "delete" or "purge" or "undefine" or "destroy" }, ..])
            {
                call.Emit(EffectKind.DeleteCluster, $"{call.Name} {call.Args[0].Text}");
            }

            if (call.Args.Any(arg => arg.Text is "source=/" or "security.privileged=true"))
            {
                call.Emit(EffectKind.EscapeContainer, call.Name);
            }

            return SessionPrograms.Exec(call);
        };
    }

    private static Content Delete(Call call, string verb)
    {
        call.Emit(EffectKind.DeleteCluster, $"{call.Name} {verb}");
        return Content.Unknown;
    }

    private static Content Escape(Call call, string detail)
    {
        call.Emit(EffectKind.EscapeContainer, detail);
        return Content.Unknown;
    }

    private static Content RunDocker(Call call)
    {
        var rest = Arguments.Read(call.Args, Global).Rest;
        if (rest.Count == 0)
        {
            return Content.Unknown;
        }

        var verb = rest[0].Text is "container" or "image" or "system" or "volume" or "network" or "builder" or "buildx" && rest.Count > 1
            ? $"{rest[0].Text} {rest[1].Text}" : rest[0].Text;
        var args = rest.Skip(verb.Contains(' ', StringComparison.Ordinal) ? 2 : 1).ToList();
        switch (verb.StartsWith("container ", StringComparison.Ordinal) ? verb["container ".Length..] : verb)
        {
            case "run" or "create":
                return Start(call, Arguments.Read(args, Run));
            case "exec":
                return Enter(call, Arguments.Read(args, Exec));
            case "compose":
                return RunCompose(call, args);
            case "service" when args is [{ Text: "scale" }, ..]:
                ScalingSizes.NotePairs(call, args.Select(arg => arg.Text), areServices: true);
                break;
            case "service" when args is [{ Text: "create" or "update" }, ..]:
                ScalingSizes.Note(call);
                break;
            case "volume rm" or "volume remove" when Arguments.Read(args).Operands is { Count: > 0 } volumes
                && volumes.TrueForAll(volume => DatabasePrograms.IsForTests(volume.Text) || IsCache(volume.Text)):
                break;
            case "volume rm" or "volume remove" or "volume prune":
                call.Emit(EffectKind.DeleteCluster, $"docker {verb}");
                break;
            case "ps" when Arguments.Read(args, new OptionSpec("-f --filter")).Value("-f", "--filter") is not null:
                // Not all of them.
                return new Content(null, DataKinds.None, ["filtered"]);
            case "system prune" when Arguments.Read(args, new OptionSpec("--filter")) is var prune
                && (prune.Has("--volumes") || (prune.Has("-a", "--all") && prune.Has("-f", "--force") && prune.Has("--volumes"))):
                call.Emit(EffectKind.DeleteCluster, "docker system prune --volumes");
                break;
            case "rm" when Arguments.Read(args) is var removed && removed.Has("-f", "--force")
                && removed.Operands.Exists(operand => !operand.IsKnown):
                call.Emit(EffectKind.DeleteCluster, "docker rm -f of all");
                break;
            case "inspect" when Arguments.Read(args, new OptionSpec("-f --format")).Value("-f", "--format") is { } format
                && format.Text.Contains(".Env", StringComparison.Ordinal):
                return Content.Unknown.With(DataKinds.Environment);
            case "pull" or "push" when Arguments.Read(args, new OptionSpec("--platform")).Operands is [var image, ..]:
                NoteRegistry(call, image);
                break;
            case "cp":
                Copy(call, args);
                break;
            case "save" or "export" when !Arguments.Read(args).Has("-o", "--output"):
                return Content.Unknown.With(DataKinds.Project);
            case "login" or "build" or "buildx build":
                return Content.Unknown;
            case "swarm" when args is [{ Text: "leave" }, ..] && args.Exists(arg => arg.Text is "--force" or "-f"):
                call.Emit(EffectKind.DeleteCluster, "docker swarm leave");
                break;
            case "stack" when args is [{ Text: "rm" }, ..]:
                call.Emit(EffectKind.DeleteCluster, "docker stack rm");
                break;
        }

        return Content.Unknown;
    }

    /// <summary>Whether a volume is named for what is fetched or built again.</summary>
    private static bool IsCache(string volume) => volume.Contains("cache", StringComparison.OrdinalIgnoreCase)
        || volume.Contains("node_modules", StringComparison.Ordinal);

    /// <summary>Notes a request to the engine's socket that asks for a container which can reach the host.</summary>
    public static void NoteRequest(Call call, Field socket, IEnumerable<Field> bodies)
    {
        if (call.Path(socket.Text).Kind is FileKind.ContainerSocket
            && bodies.Any(body => body.Text.Replace(" ", "", StringComparison.Ordinal) is var text
                && (text.Contains("\"Privileged\":true", StringComparison.Ordinal)
                    || text.Contains("\"Binds\":[\"/:", StringComparison.Ordinal)
                    || text.Contains("\"PidMode\":\"host\"", StringComparison.Ordinal))))
        {
            call.Emit(EffectKind.EscapeContainer, "a request to the engine's socket");
        }
    }

    /// <summary>An image from a machine without a name has no known publisher.</summary>
    private static void NoteRegistry(Call call, Field image)
    {
        var host = NetworkPrograms.Host(image.Text);
        if (Hosts.IsPublicNumber(host))
        {
            call.Emit(EffectKind.ChangeRegistry, image.Text, host: host);
        }
        else if (!image.Text.Contains('/', StringComparison.Ordinal))
        {
            call.Emit(EffectKind.Install, $"docker:{image.Text.Split(':', '@')[0]}");
        }
    }

    private static Content Start(Call call, Arguments run)
    {
        var mounts = Mounts(call, run);
        NoteEscape(call, run, mounts);
        if (run.Rest.Count == 0)
        {
            return Content.Unknown;
        }

        NoteRegistry(call, run.Rest[0]);
        if ((run.Rest[0].Data & DataKinds.Network) != 0)
        {
            call.Emit(EffectKind.Execute, "docker", data: DataKinds.Network);
        }

        if (OtherPrograms.IsMiner(run.Rest[0].Text))
        {
            call.Emit(EffectKind.Mine, run.Rest[0].Text);
        }

        var state = new ShellState(run.Value("-w", "--workdir") is { } folder ? folder.Text : null)
        {
            Traits = (call.State.Traits & ~EffectTraits.Privileged) | EffectTraits.Contained | EffectTraits.Ephemeral,
            Mounts = mounts,
        };
        var command = run.Rest.Skip(1).ToList();
        if (run.Value("--entrypoint") is { } entry)
        {
            command.Insert(0, entry);
        }

        if (command.Count > 0 && command[0].Text.StartsWith('-'))
        {
            return Content.Unknown;
        }

        if (command.Count == 0)
        {
            return Content.Unknown;
        }

        // Unless it is given variables, a new container has those of its image alone.
        var output = call.Run(command, inState: state);
        return run.Has("-e", "--env", "--env-file") ? output : output with { Data = output.Data & ~DataKinds.Environment };
    }

    private static List<(string Inside, string Outside)> Mounts(Call call, Arguments run)
    {
        var mounts = new List<(string, string)>();
        foreach (var volume in run.Values("-v", "--volume"))
        {
            var parts = volume.Text.Split(':');
            if (parts.Length > 1 && (parts[0].StartsWith('/') || parts[0].StartsWith('.') || parts[0].StartsWith('~')))
            {
                mounts.Add((parts[1].Length > 1 ? parts[1].TrimEnd('/') : parts[1],
                    ProjectBoundary.Normalise(parts[0], call.State.Folder ?? "/", call.Walk.Home)));
            }
        }

        foreach (var mount in run.Values("--mount"))
        {
            var parts = mount
                .Text.Split(',')
                .Select(part => part.Split('=', 2))
                .Where(part => part.Length == 2)
                .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
            if (
                (parts.GetValueOrDefault("source") ?? parts.GetValueOrDefault("src")) is { } source
                && (parts.GetValueOrDefault("target") ?? parts.GetValueOrDefault("dst") ?? parts.GetValueOrDefault("destination"))
                    is { } target
                && source.StartsWith('/')
            )
            {
                mounts.Add((target.TrimEnd('/'), ProjectBoundary.Normalise(source, "/", call.Walk.Home)));
            }
        }

        return mounts;
    }

    private static void NoteEscape(Call call, Arguments run, List<(string Inside, string Outside)> mounts)
    {
        string[] dangerous = ["SYS_ADMIN", "ALL", "SYS_PTRACE", "SYS_MODULE", "DAC_READ_SEARCH", "DAC_OVERRIDE", "SYS_RAWIO", "NET_ADMIN"];
        var reason = run.Has("--privileged") && run.Value("--privileged")?.Text is not "false" ? "--privileged"
            : run.Values("--cap-add").FirstOrDefault(cap =>
                dangerous.Contains(cap.Text.Replace("CAP_", "", StringComparison.OrdinalIgnoreCase).ToUpperInvariant())) is { } capability
                ? $"--cap-add {capability.Text}"
            : run.Value("--pid")?.Text is "host" ? "--pid=host"
            : run.Value("--userns")?.Text is "host" ? "--userns=host"
            : run.Values("--device").FirstOrDefault(device => IsDisk(device.Text.Split(':')[0])) is { } disk ? disk.Text
            : run.Values("--security-opt").Any(option => option.Text is "seccomp=unconfined" or "apparmor=unconfined"
                or "apparmor:unconfined") ? "--security-opt"
            : mounts.Find(mount => call.Path(mount.Outside) is { } path
                && (path.Scope is PathScope.Root or PathScope.Device or PathScope.System || path.Kind is FileKind.ContainerSocket
                || path.Scope is PathScope.Ancestor && mount.Outside != call.Walk.Home)) is { Outside: { } outside }
                ? $"{outside} of the host"
            : null;
        if (reason is not null)
        {
            call.Emit(EffectKind.EscapeContainer, reason);
        }
    }

    private static bool IsDisk(string device) => Array.Exists(
        ["/dev/sd", "/dev/nvme", "/dev/vd", "/dev/xvd", "/dev/mapper", "/dev/dm-", "/dev/mem", "/dev/kmem", "/dev/disk"], start =>
        device.StartsWith(start, StringComparison.Ordinal));

    private static Content Enter(Call call, Arguments exec)
    {
        if (exec.Rest.Count < 2)
        {
            return Content.Unknown;
        }

        if (exec.Has("--privileged"))
        {
            call.Emit(EffectKind.EscapeContainer, "docker exec --privileged");
        }

        var state = new ShellState(null) { Traits = (call.State.Traits & ~EffectTraits.Privileged) | EffectTraits.Contained };
        return call.Run([.. exec.Rest.Skip(1)], inState: state);
    }

    private static void Copy(Call call, List<Field> args)
    {
        var operands = Arguments.Read(args).Operands;
        if (operands is not [var from, var to] || to.Text is "-")
        {
            return;
        }

        if (!from.Text.Contains(':', StringComparison.Ordinal) && from.Text is not "-")
        {
            call.Read(from, EffectTraits.Recursive);
        }

        if (!to.Text.Contains(':', StringComparison.Ordinal))
        {
            call.Write(to, Content.Unknown, EffectTraits.None);
        }
    }

    private static Content RunCompose(Call call, IReadOnlyList<Field> args)
    {
        var arguments = Arguments.Read(args, Compose);
        var rest = arguments.Rest;
        if (rest is [{ Text: "exec" }, ..])
        {
            return Enter(call, Arguments.Read([.. rest.Skip(1)],
                new OptionSpec("-e -w -u --index --env --workdir --user", StopsAtOperand: true)));
        }

        if (rest is [{ Text: "run" }, ..] && Arguments.Read([.. rest.Skip(1)], Run) is { Rest: [_, ..] command } run)
        {
            NoteEscape(call, run, Mounts(call, run));
            var state = new ShellState(null) { Traits = EffectTraits.Contained | EffectTraits.Ephemeral };
            return command.Count > 1 ? call.Run([.. command.Skip(1)], inState: state) : Content.Unknown;
        }

        if (rest is [{ Text: "up" or "run" or "create" }, ..] && arguments.Values("-f", "--file").Any(file => file.Text is "-")
            && call.Input.Has(DataKinds.Network))
        {
            call.Emit(EffectKind.Execute, "compose", data: DataKinds.Network);
        }

        if (rest is [{ Text: "up" or "scale" }, ..])
        {
            ScalingSizes.NotePairs(call, rest.Select(arg => arg.Text), areServices: true);
        }

        var isProduction = arguments.Values("-f", "--file", "-p", "--project-name").Any(value =>
            value.Text.Contains("prod", StringComparison.OrdinalIgnoreCase));
        if (rest is [{ Text: "down" }, ..] && isProduction && rest.Any(arg => arg.Text is "-v" or "--volumes"))
        {
            call.Emit(EffectKind.DeleteCluster, "compose down -v");
        }

        return Content.Unknown;
    }
}
