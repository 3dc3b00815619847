using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>The programs with known effects, by name.</summary>
internal sealed class ProgramTable : IPrograms
{
    /// <summary>The only instance; it has no state.</summary>
    public static readonly ProgramTable Instance = new();

    private static readonly Dictionary<string, Func<Call, Content>> Programs = Build();

    /// <summary>Programs that test or count a file, and show nothing of it.</summary>
    private static readonly HashSet<string> Counting = new(StringComparer.Ordinal)
    {
        "wc", "test", "[", "stat", "ls", "file", "du", "md5sum", "sha1sum", "sha256sum", "shasum", "cksum", "true", ":", "touch", "chmod",
            "ssh-keygen", "ssh-add", "cut-count", "sleep",
    };

    /// <summary>Programs that wait or end a loop, and those that are restarted by one when they end.</summary>
    private static readonly HashSet<string> Slow = new(StringComparer.Ordinal)
    {
        "sleep", "usleep", "read", "wait", "inotifywait", "fswatch", "entr", "tail", "watch", "timeout", "select", "break", "exit", "return",
        "kill", "ping", "nc", "socat", "ssh", "top", "vmstat", "iostat",
        "make", "docker", "kubectl", "python", "node", "go", "dotnet",
    };

    /// <summary>Programs that do nothing else if `--help` is their last argument.</summary>
    private static readonly HashSet<string> HelpFirst = new(StringComparer.Ordinal)
    {
        "git", "rm", "mv", "cp", "chmod", "chown", "dd", "shred", "terraform", "helm", "npm", "cargo", "gh", "aws", "gcloud", "az", "systemctl",
        "useradd", "usermod", "mkfs.ext4", "crontab", "pip", "sops", "gpg", "pass", "op", "bw", "vault", "ansible-vault", "stress", "stress-ng",
    };

    private ProgramTable()
    {
    }

    public static bool IsKnown(string name) => Programs.ContainsKey(name);

    /// <inheritdoc/>
    public Content Run(Call call)
    {
        if (AsksForHelp(call))
        {
            return Content.Unknown;
        }

        if (BrokenNames.Run(call) is { } hidden)
        {
            return hidden;
        }

        // What this command put there is what runs, even if a system program has the same name.
        if (call.Fields[0].Text.Contains('/', StringComparison.Ordinal) && ScriptFiles.Run(call) is { } written)
        {
            return written;
        }

        if (Programs.TryGetValue(call.Name, out var program))
        {
            return program(call);
        }

        return ScriptFiles.Run(call) ?? OtherPrograms.Run(call);
    }

    /// <inheritdoc/>
    public void NoteVariable(Call call, string name, Field value, bool isLasting) => EnvironmentEffects.Note(call, name, value, isLasting);

    /// <inheritdoc/>
    public void NoteText(Call call, ResolvedPath path, string text) => FileTexts.Note(call, path, text);

    /// <inheritdoc/>
    public bool ReadsNothing(string name) => Counting.Contains(name);

    /// <inheritdoc/>
    public bool TakesTime(string name) => Slow.Contains(name);

    /// <inheritdoc/>
    public bool StartsElsewhere(Call call) => (call.Name, call.Args) switch
    {
        ("docker" or "podman" or "nerdctl", [{ Text: "run" }, ..]) => call.Args.Any(arg => arg.Text is "-d" or "--detach" or "-itd" or "-dit"),
        ("gh", [{ Text: "workflow" }, { Text: "run" }, ..]) => true,
        ("kubectl", [{ Text: "run" or "create" }, ..]) => true,
        ("aws", [{ Text: "ec2" }, { Text: "run-instances" or "request-spot-instances" }, ..]) => true,
        ("gcloud", [{ Text: "compute" }, { Text: "instances" }, { Text: "create" }, ..]) => true,
        _ => AgentPrograms.StartsWork(call),
    };

    /// <summary>Whether a program only shows its help: alone with that option, or if it checks for it first.</summary>
    private static bool AsksForHelp(Call call) => call.Args is [{ Text: "--help" or "--version" }]
        || (call.Args is [.., { Text: "--help" or "-help" }] && HelpFirst.Contains(call.Name));

    private static Dictionary<string, Func<Call, Content>> Build()
    {
        var programs = new Dictionary<string, Func<Call, Content>>(1024, StringComparer.Ordinal);
        ShellBuiltins.AddTo(programs);
        ShellPrograms.AddTo(programs);
        WrapperPrograms.AddTo(programs);
        SessionPrograms.AddTo(programs);
        DeletePrograms.AddTo(programs);
        FilePrograms.AddTo(programs);
        PatchPrograms.AddTo(programs);
        FormatPrograms.AddTo(programs);
        ArchivePrograms.AddTo(programs);
        DiskPrograms.AddTo(programs);
        TextPrograms.AddTo(programs);
        FilterPrograms.AddTo(programs);
        NetworkPrograms.AddTo(programs);
        TunnelPrograms.AddTo(programs);
        TransferPrograms.AddTo(programs);
        GitProgram.AddTo(programs);
        RepositoryHosts.AddTo(programs);
        OtherVersionControls.AddTo(programs);
        PackagePrograms.AddTo(programs);
        RegistryPrograms.AddTo(programs);
        SystemPackagePrograms.AddTo(programs);
        ContainerPrograms.AddTo(programs);
        ClusterPrograms.AddTo(programs);
        CloudPrograms.AddTo(programs);
        InfrastructurePrograms.AddTo(programs);
        UploadPrograms.AddTo(programs);
        FloodPrograms.AddTo(programs);
        DatabasePrograms.AddTo(programs);
        InterpreterPrograms.AddTo(programs);
        MakePrograms.AddTo(programs);
        Compilers.AddTo(programs);
        AccountPrograms.AddTo(programs);
        ServicePrograms.AddTo(programs);
        KernelPrograms.AddTo(programs);
        GuardPrograms.AddTo(programs);
        TriggerTable.AddTo(programs);
        SecretPrograms.AddTo(programs);
        CapturePrograms.AddTo(programs);
        AgentPrograms.AddTo(programs);
        WindowsPrograms.AddTo(programs);
        return programs;
    }
}
