using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>kubectl, helm and similar programs.</summary>
internal static class ClusterPrograms
{
    private static readonly OptionSpec Global = new(
        "-n --namespace --context --kubeconfig --cluster --user -l --selector -f --filename -o --output -c --container --as --server -s --token --field-selector --from-literal --from-file --clusterrole --serviceaccount --verb --resource --grace-period --timeout --type -p --patch --image --command -k --kustomize --cascade --since --tail --replicas"
    );
    private static readonly string[] Lasting = ["namespace", "ns", "pvc", "persistentvolumeclaim", "persistentvolumeclaims", "pv",
        "persistentvolume", "persistentvolumes", "deployment", "deployments", "deploy", "statefulset", "statefulsets", "sts", "daemonset",
        "ds", "service", "svc", "services", "ingress", "ing", "secret", "secrets", "configmap", "cm", "crd", "customresourcedefinition",
        "node", "nodes", "clusterrole", "clusterrolebinding", "all", "namespaces", "project", "projects", "storageclass",
        "deployment.apps", "crds"];

    /// <summary>What lets a container reach its node, in a manifest without blanks and quotes.</summary>
    private static readonly string[] EscapingMembers = ["privileged:true", "hostPID:true", "hostPath:\npath:/\n", "hostPath:{path:/}",
        "hostPath:{path:/,"];

    /// <summary>Whether resources of a kind are more than single processes, which a cluster restarts.</summary>
    public static bool IsLasting(string kind) => Lasting.Contains(kind.ToLowerInvariant().Split('/')[0]);

    private static readonly string[] Local = ["minikube", "kind-", "docker-desktop", "k3d-", "rancher-desktop", "colima", "orbstack",
        "microk8s"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["kubectl"] = programs["kubecolor"] = Kubectl;
        programs["k3s"] = programs["microk8s"] = call => call.Args is [{ Text: "kubectl" or "helm" }, ..] ? call.Run(call.Args)
            : Content.Unknown;
        programs["helm"] = Helm;
        programs["eksctl"] = programs["kops"] = call =>
        {
            ScalingSizes.Note(call);
            return Note(call, call.Args is [{ Text: "delete" }, ..], $"{call.Name} delete");
        };
        programs["argocd"] = call => Note(call, call.Args.Count > 1 && call.Args[1].Text is "delete", "argocd delete");
        programs["flux"] = call => Note(call, call.Args is [{ Text: "uninstall" or "delete" }, ..], "flux uninstall");
        programs["istioctl"] = call => Note(call, call.Args is [{ Text: "uninstall" }, ..], "istioctl uninstall");
        programs["nomad"] = call => Note(call, call.Args is [{ Text: "job" }, { Text: "stop" }, ..]
            && call.Args.Any(arg => arg.Text is "-purge"), "nomad job stop -purge");
        programs["kind"] = programs["minikube"] = programs["k3d"] = _ => Content.Unknown;
    }

    private static Content Note(Call call, bool isNoted, string detail)
    {
        if (isNoted && !call.Args.Any(arg => arg.Text is "--dry-run"))
        {
            call.Emit(EffectKind.DeleteCluster, detail);
        }

        return Content.Unknown;
    }

    private static Content Kubectl(Call call)
    {
        var separator = call.Args.Select(arg => arg.Text).ToList().IndexOf("--");
        List<Field> inner = separator < 0 ? [] : [.. call.Args.Skip(separator + 1)];
        var arguments = Arguments.Read(separator < 0 ? call.Args : [.. call.Args.Take(separator)], Global);
        var operands = arguments.Operands;
        if (operands.Count == 0 || arguments.Value("--dry-run") is not null || arguments.Has("--dry-run"))
        {
            return Content.Unknown;
        }

        switch (operands[0].Text)
        {
            case "exec":
                return RunContained(call, separator < 0 ? [.. operands.Skip(2)] : inner, call.State.Traits & ~EffectTraits.Privileged);
            case "apply" or "create" or "replace" when NoteFiles(call, arguments):
            case "scale" or "create" or "autoscale" when ScalingSizes.Note(call):
                return Content.Unknown;
            case "create":
                return Create(call, arguments, inner);
            case "run":
                return RunImage(call, arguments, inner);
            case "get" or "describe" or "view-secret" or "config" or "whoami":
                return Show(call, arguments);
            case "delete":
                Delete(call, arguments);
                break;
            case "drain":
                call.Emit(EffectKind.DeleteCluster, "kubectl drain");
                break;
            case "scale" when arguments.Value("--replicas")?.Text is "0"
                && (arguments.Has("--all") || arguments.Value("--context", "-n", "--namespace")?.Text.Contains("prod",
                StringComparison.Ordinal) is true):
                call.Emit(EffectKind.DeleteCluster, "kubectl scale to 0");
                break;
            case "replace" when arguments.Has("--force"):
                call.Emit(EffectKind.DeleteCluster, "kubectl replace --force");
                break;
            case "debug" when operands is [_, var node, ..] && node.Text.StartsWith("node/", StringComparison.Ordinal):
                call.Emit(EffectKind.EscapeContainer, "kubectl debug node");
                break;
            case "cp":
                foreach (var file in operands.Skip(1).SkipLast(1).Where(operand => !operand.Text.Contains(':', StringComparison.Ordinal)))
                {
                    call.Read(file, EffectTraits.Recursive);
                }

                break;
        }

        return Content.Unknown;
    }

    /// <summary>Records what manifests bring: an address, a file that was fetched, rights or a way out of a container.</summary>
    private static bool NoteFiles(Call call, Arguments arguments)
    {
        var files = arguments.Values("-f", "--filename");
        var address = files.Concat(arguments.Values("-k", "--kustomize"))
            .FirstOrDefault(file => file.Text.Contains("://", StringComparison.Ordinal));
        if (address is not null && arguments.Operands[0].Text is not "replace")
        {
            call.Emit(EffectKind.InstallFrom, address.Text, host: NetworkPrograms.Host(address.Text));
            return true;
        }

        List<Content?> manifests = [.. files.Select(file => file.Text is "-" ? call.Input
            : call.Walk.Files.GetValueOrDefault(call.Path(file.Text).Full))];
        if (manifests.Exists(manifest => manifest?.Has(DataKinds.Network) is true))
        {
            call.Emit(EffectKind.Execute, "kubectl", data: DataKinds.Network);
            return true;
        }

        return manifests.Exists(manifest => NoteManifest(call, manifest?.Text));
    }

    private static Content Create(Call call, Arguments arguments, List<Field> inner)
    {
        switch (arguments.Operands.ElementAtOrDefault(1)?.Text)
        {
            case "token":
                return UploadPrograms.Secret(call, "kubectl create token");
            case "clusterrolebinding":
                call.Emit(EffectKind.GrantRights, "clusterrolebinding");
                return Content.Unknown;
            case "rolebinding" when arguments.Value("--clusterrole")?.Text is "cluster-admin" or "admin":
                call.Emit(EffectKind.GrantRights, "rolebinding");
                return Content.Unknown;
            case "cronjob" or "cj":
                call.Emit(EffectKind.Schedule, "kubectl create cronjob");
                return RunImage(call, arguments, inner);
            case "deployment" or "deploy" or "job":
                return RunImage(call, arguments, inner);
            default:
                return Content.Unknown;
        }
    }

    /// <summary>What of a cluster is shown: secrets, names, credentials.</summary>
    private static Content Show(Call call, Arguments arguments)
    {
        var operands = arguments.Operands;
        var kinds = KindsOf(operands);
        switch (operands[0].Text)
        {
            case "config" when operands is [_, { Text: "view" }, ..] && arguments.Has("--raw"):
                return UploadPrograms.Secret(call, "kubectl config view --raw");
            case "whoami" when arguments.Has("-t", "--show-token"):
                return UploadPrograms.Secret(call, "oc whoami -t");
            case "get" or "describe" or "view-secret" when kinds.Any(kind => kind.Split('/')[0] is "secret" or "secrets"):
                return Secrets(call, arguments, operands);
            case "get" when arguments.Value("-o", "--output")?.Text is "name" && Array.Exists(kinds, Lasting.Contains):
                return new Content(null, DataKinds.None, [$"{kinds[0]}/{Field.Unknown}"]);
            default:
                return Content.Unknown;
        }
    }

    private static string[] KindsOf(List<Field> operands) => operands.Count > 1 ? operands[1].Text.Split(',') : [];

    /// <summary>Records what a manifest asks for: the rights of a cluster's administrator, or containers that can reach a node.</summary>
    public static bool NoteManifest(Call call, string? text)
    {
        if (text is null)
        {
            return false;
        }

        if (text.Contains("RoleBinding", StringComparison.Ordinal) && text.Contains("cluster-admin", StringComparison.Ordinal))
        {
            call.Emit(EffectKind.GrantRights, "clusterrolebinding");
            return true;
        }

        var compact = text.Replace(" ", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal) + "\n";
        if (EscapingMembers.Any(member => compact.Contains(member, StringComparison.Ordinal)))
        {
            call.Emit(EffectKind.EscapeContainer, "a manifest");
            return true;
        }

        return false;
    }

    /// <summary>Runs what a new container runs: its image, or the command after `--`.</summary>
    private static Content RunImage(Call call, Arguments arguments, List<Field> inner)
    {
        if (call.Args.SkipLast(inner.Count).Any(arg => IsEscaping(arg.Text)))
        {
            call.Emit(EffectKind.EscapeContainer, "kubectl run");
        }
        else if (arguments.Value("--image") is { } image && OtherPrograms.IsMiner(image.Text))
        {
            call.Emit(EffectKind.Mine, image.Text);
        }
        else
        {
            RunContained(call, inner, EffectTraits.Ephemeral);
        }

        return Content.Unknown;
    }

    private static bool IsEscaping(string argument) => argument is "--privileged" || argument.Contains("hostPID", StringComparison.Ordinal)
        || argument.Replace(" ", "", StringComparison.Ordinal).Contains("\"privileged\":true", StringComparison.Ordinal);

    private static Content RunContained(Call call, List<Field> inner, EffectTraits traits) => inner.Count == 0 ? Content.Unknown
        : call.Run(inner, inState: new ShellState(null) { Traits = traits | EffectTraits.Contained });

    private static void Delete(Call call, Arguments arguments)
    {
        var kinds = KindsOf(arguments.Operands);
        if (arguments.Value("--context") is { } context
            && Array.Exists(Local, local => context.Text.StartsWith(local, StringComparison.Ordinal)))
        {
            return;
        }

        var isAll = arguments.Has("--all", "-A", "--all-namespaces");
        var isOfProduction = arguments.Values("--context", "-n", "--namespace", "-f", "--filename", "-k", "--kustomize")
            .Any(value => value.Text.Contains("prod", StringComparison.OrdinalIgnoreCase));
        if (isAll || Array.Exists(kinds, kind => Lasting.Contains(kind.Split('/')[0]))
            || (isOfProduction && arguments.Value("-f", "--filename", "-k", "--kustomize") is not null))
        {
            call.Emit(EffectKind.DeleteCluster, $"kubectl delete {string.Join(',', kinds)}");
        }
    }

    private static Content Secrets(Call call, Arguments arguments, List<Field> operands)
    {
        if (operands[0].Text is "describe" || arguments.Value("-o", "--output") is not { } output || output.Text is "name" or "wide"
            || IsPlain(output.Text))
        {
            return Content.Unknown;
        }

        call.Emit(EffectKind.UseSecretStore, "kubectl get secret");
        return Content.Unknown.With(DataKinds.Secret);
    }

    /// <summary>Whether a query of a secret shows names alone: of secrets, of their entries, or how many there are.</summary>
    public static bool IsOfNames(string query)
    {
        var last = query[(query.LastIndexOf('|') + 1)..].Trim(' ', '\'', '(', ')');
        return last is "keys" or "keys[]" or "keys_unsorted" or "keys_unsorted[]" or "length"
            || (query.Contains("metadata.", StringComparison.Ordinal) && !query.Contains("annotations", StringComparison.Ordinal)
                && !query.Replace("metadata", "", StringComparison.Ordinal).Contains("data", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a template asks for names alone, or for one entry of a secret whose name is that of a plain setting.</summary>
    private static bool IsPlain(string template)
    {
        if (template.Split('=', 2) is not ["jsonpath" or "jsonpath-as-json" or "custom-columns" or "go-template", var path])
        {
            return false;
        }

        var asked = path.Trim('\'', '"', '{', '}', ' ');
        return IsOfNames(path)
            || (asked.StartsWith(".data.", StringComparison.Ordinal) && FilterPrograms.IsPlainSetting(asked[".data.".Length..]));
    }

    private static Content Helm(Call call)
    {
        var arguments = Arguments.Read(call.Args, new OptionSpec("-n --namespace --kube-context -f --values --set --version --repo"));
        var address = arguments.Operands is [{ Text: "repo" }, { Text: "add" }, _, var added, ..] ? added : arguments.Value("--repo");
        if (address?.Text.StartsWith("http://", StringComparison.Ordinal) is true)
        {
            Registries.Note(call, address);
        }

        if (arguments.Operands is [{ Text: "install" or "upgrade" }, .., var chart] && InterpreterPrograms.IsAddress(chart))
        {
            call.Emit(EffectKind.InstallFrom, chart.Text, host: NetworkPrograms.Host(chart.Text));
        }

        if (arguments.Operands is [{ Text: "install" or "upgrade" }, ..])
        {
            ScalingSizes.NotePairs(call, arguments.Values("--set").SelectMany(value => value.Text.Split(',')), areServices: false);
        }

        return Note(call, arguments.Operands is [{ Text: "uninstall" or "delete" or "del" or "un" }, ..] && !arguments.Has("--dry-run"),
            "helm uninstall");
    }
}
