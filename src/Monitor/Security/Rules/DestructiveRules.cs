using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Rules about the loss of files, disks and history.</summary>
internal static class DestructiveRules
{
    private static readonly string[] GitObjects = ["objects", "refs", "logs", "packed-refs", "HEAD", "index", "config"];

    /// <summary>Folders that a deployment on another machine makes again.</summary>
    private static readonly string[] Built = ["node_modules", "dist", "build", ".next", "target", "__pycache__", ".venv"];

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("files.delete-outside", RuleCategory.Destructive, Severity.High, "T1485",
            "Deleting outside the project: in the home, in other projects, in system folders; the project's own folder as a whole.",
            "Deleting inside the project, in temporary and in cache folders; dry runs.", DeleteOutside),
        new("files.delete-unset", RuleCategory.Destructive, Severity.High, "T1485",
            "Deleting below a variable that may be empty, which would leave the root or a system folder: `$X/*`.",
            "Variables that the command sets, that are never empty, or that `${X:?}` guards.", DeleteUnset),
        new("files.empty-outside", RuleCategory.Destructive, Severity.High, "T1485",
            "Emptying or discarding files outside the project: `: > file`, `truncate -s 0`, moving them to /dev/null, linking them to it.",
            "The same inside the project or in temporary folders.", EmptyOutside),
        new("files.lock-out", RuleCategory.Destructive, Severity.High, "T1222",
            "Changing rights or owners of many files outside the project, removing all rights, opening system files or keys to everyone.",
            "Rights inside the project, `chmod 600` and `700` of single files in the home, owning one's caches again.", LockOut),
        new("disk.wipe", RuleCategory.Destructive, Severity.Critical, "T1561",
            "Writing to disks, making file systems or partitions, removing volumes, snapshots and shadow copies.",
            "Listing disks and partitions; images in the project.", effect => effect.Kind is EffectKind.WipeDisk
                ? new($"{effect.Detail} destroys what is on a disk.")
                : effect is { Kind: EffectKind.Write or EffectKind.Delete, Path.Scope: PathScope.Device }
                    ? new($"It writes to or deletes the device {effect.Name()}.")
                    : null),
        new("git.discard-work", RuleCategory.Destructive, Severity.Medium, "T1485",
            "Discarding uncommitted changes: `reset --hard`, `clean -f`, `checkout .`, forced switches.",
            "Soft and mixed resets, dry runs, unstaging, single files.", effect => effect.Kind is EffectKind.DiscardWork
                ? new($"{effect.Detail} discards uncommitted changes.") : null),
        new("git.delete-history", RuleCategory.Destructive, Severity.High, "T1485",
            "Losing commits: `branch -D`, dropped stashes, expired reflogs, rewritten history, a deleted `.git`.",
            "`branch -d`, applied stashes, lock files of `.git`.", DeleteHistory),
        new("git.force-push", RuleCategory.Destructive, Severity.High, "T1485",
            "Overwriting or deleting what others have on a remote: forced pushes, deleted branches and repositories.",
            "`--force-with-lease`, dry runs, plain pushes.", effect => effect.Kind is EffectKind.ForcePush
                ? new($"{effect.Detail} overwrites or deletes what others have on the remote.") : null),
    ];

    private static RuleMatch? DeleteOutside(Effect effect, ProjectBoundary boundary)
    {
        if (effect.Kind is not EffectKind.Delete || effect.Path is not { IsEmptyVariable: false } path
            || effect.Has(EffectTraits.Ephemeral)
            || (effect.Has(EffectTraits.Remote) && Built.Contains(path.Name) && path.Scope is not PathScope.System))
        {
            return null;
        }

        var isProject = path.Full == boundary.Project && path.Scope is PathScope.Project && (!path.IsPattern || path.IsWide);
        if (isProject && effect.Has(EffectTraits.Recursive) && effect.Detail is not "found")
        {
            return new("It deletes the whole project.", Severity.Medium);
        }

        if (!path.IsOutside || boundary.IsCache(path.Full) || (path.Scope is PathScope.Project))
        {
            return null;
        }

        if (effect.Has(EffectTraits.Contained))
        {
            return path.Scope is PathScope.Root or PathScope.Ancestor || path.Full.StartsWith("/var/lib", StringComparison.Ordinal)
                || path.Full.StartsWith("/data", StringComparison.Ordinal)
                ? new($"It deletes {effect.Name()} in a container.", Severity.Medium)
                : null;
        }

        return path.Scope switch
        {
            PathScope.Root => new("It deletes the whole file system.", Severity.Critical),
            PathScope.Ancestor => new($"It deletes {effect.Name()}, which contains the home or the project.", Severity.Critical),
            PathScope.System => new($"It deletes {effect.Name()}, which belongs to the system.", effect.Has(EffectTraits.Recursive)
                ? Severity.Critical : Severity.High),
            _ => new($"It deletes {effect.Name()}, outside the project.", effect.Has(EffectTraits.Recursive) || path.IsPattern
                ? Severity.High : Severity.Medium),
        };
    }

    private static RuleMatch? DeleteUnset(Effect effect) =>
        effect is
        {
            Kind: EffectKind.Delete, Path:
            {
                IsEmptyVariable: true, Scope: PathScope.Root or PathScope.System
            or PathScope.Ancestor
            } path
        } && !effect.Has(EffectTraits.Ephemeral)
            ? new($"If the variable is empty, it deletes {(path.Full == "/" ? "the whole file system" : path.Full)}.")
            : null;

    private static RuleMatch? EmptyOutside(Effect effect)
    {
        if (effect.Path is not { IsOutside: true } path || !effect.IsOnMachine())
        {
            return null;
        }

        if (effect.Kind is EffectKind.Move)
        {
            return effect.Detail is "discarded" || path.Scope is PathScope.Root or PathScope.System or PathScope.Ancestor
                ? new($"It moves {effect.Name()} away from where it belongs.")
                : null;
        }

        return effect is { Kind: EffectKind.Write, Detail: "empty" } && effect.Has(EffectTraits.Overwrites)
            ? new($"It empties {effect.Name()}, outside the project.")
            : null;
    }

    private static RuleMatch? LockOut(Effect effect)
    {
        if (effect.Path is not { } path || effect.Kind is not (EffectKind.ChangeMode or EffectKind.ChangeOwner) || !effect.IsOnMachine())
        {
            return null;
        }

        var isWide = effect.Has(EffectTraits.Recursive) || path.IsPattern;
        if (path.Scope is PathScope.Root or PathScope.Ancestor or PathScope.System && isWide)
        {
            return new($"It changes rights or owners of everything below {effect.Name()}.");
        }

        if (effect.Kind is EffectKind.ChangeOwner || !path.IsOutside)
        {
            return null;
        }

        var mode = effect.Detail;
        var opensToAll = mode is "777" or "0777" or "666" or "0666" or "a+rwx" or "+rwx" or "o+w" or "a+w" or "ugo+rwx" or "o+rwx"
            or "go+w" or "a=rwx";
        var takesAll = mode is "000" or "0" or "0000" or "a-rwx" or "-rwx" or "a=" or "ugo-rwx" or "a-r" or "u-rwx";
        if ((takesAll || opensToAll) && (isWide || path.Scope is PathScope.System or PathScope.Root or PathScope.Ancestor))
        {
            return new($"It {(takesAll ? "takes all rights from" : "opens to everyone")} {effect.Name()}.");
        }

        return path.Kind is FileKind.PrivateKey or FileKind.Credentials
            && (opensToAll || mode is "644" or "0644" or "755" or "o+r" or "a+r" or "+r" or "go+r" or "664")
            ? new($"It lets others read {effect.Name()}.", Severity.Medium)
            : null;
    }

    private static RuleMatch? DeleteHistory(Effect effect)
    {
        if (effect.Kind is EffectKind.DeleteHistory)
        {
            return new($"{effect.Detail} permanently discards commits.");
        }

        if (effect.Kind is not (EffectKind.Delete or EffectKind.Move) || effect.Path is not { } path || path.Scope is PathScope.Allowed
            or PathScope.Unknown && !path.Full.EndsWith(".git", StringComparison.Ordinal))
        {
            return null;
        }

        if (path.Scope is PathScope.Allowed || effect.Has(EffectTraits.Contained))
        {
            return null;
        }

        var inside = path.Full.IndexOf("/.git/", StringComparison.Ordinal);
        return (path.Name == ".git" && !path.Full.EndsWith("*/.git", StringComparison.Ordinal))
            || (inside >= 0 && GitObjects.Contains(path.Full[(inside + 6)..].Split('/')[0]))
            ? new($"It deletes {effect.Name()}, the repository's history.")
            : null;
    }
}
