using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>How many machines or containers a command asks for, in whatever way its program takes the number.</summary>
internal static class ScalingSizes
{
    private const int ManyMachines = 100;
    private const int ManyContainers = 300;
    private const int ManyAtMost = 1000;

    /// <summary>Options that mean a number of machines or containers in every program that has them.</summary>
    private static readonly string[] Sizes =
    [
        "--desired-capacity", "--desired-count", "--target-capacity", "--min-size", "--num-nodes", "--node-count", "--nodes", "--nodes-min",
        "--num-workers", "--instance-count", "--new-capacity", "--min-instances", "--min-num-replicas", "--min-replicas", "--min-nodes",
        "--replicas", "--min", "--min-count",
    ];

    /// <summary>Options that only limit a number.</summary>
    private static readonly string[] Limits = ["--max", "--max-size", "--nodes-max", "--max-nodes", "--max-num-replicas", "--max-replicas",
        "--max-instances", "--max-count"];

    /// <summary>Members of an option with several: `minSize=2,desiredSize=300`.</summary>
    private static readonly string[] Members = ["desiredSize", "minSize", "InstanceCount", "TotalTargetCapacity"];

    /// <summary>Words in the names of variables that count machines.</summary>
    private static readonly string[] Counting = ["nodes", "node_count", "replicas", "replica_count", "instances", "instance_count",
        "workers", "worker_count", "machines", "machine_count", "vm_count", "server_count", "desired_capacity", "desired_size",
        "desired_count", "min_size", "pods", "pod_count"];

    /// <summary>Records a number of machines that is far beyond everyday use.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool Note(Call call)
    {
        if (call.Args.Any(arg => arg.Text is "--dry-run" or "--dry-run=client" or "--dry-run=server"))
        {
            return false;
        }

        if (call.Args is [{ Text: "ps:scale" }, ..])
        {
            NotePairs(call, call.Args.Select(arg => arg.Text), areServices: true);
        }

        if (call.Args is [{ Text: "scale" }, { Text: "count" }, { Text: var size }, ..] && Number(size) >= ManyMachines)
        {
            Emit(call, size);
        }

        var many = call.Name is "kubectl" or "oc" or "docker" or "podman" ? ManyContainers : ManyMachines;
        for (var at = 0; at < call.Args.Count; at++)
        {
            var text = call.Args[at].Text;
            var equals = text.IndexOf('=');
            var name = equals > 0 ? text[..equals] : text;
            var value = equals > 0 ? text[(equals + 1)..] : at + 1 < call.Args.Count ? call.Args[at + 1].Text : "";
            var least = Sizes.Contains(name) || IsSizeHere(call, name) ? many
                : Limits.Contains(name) ? ManyAtMost : int.MaxValue;
            if (Number(value) >= least || Array.Exists(Members, member => Member(text, member) >= many))
            {
                Emit(call, text == name ? $"{name} {value}" : text);
                return true;
            }
        }

        return false;
    }

    /// <summary>Records services such as `worker=3000`, or variables such as `node_count=2000`.</summary>
    public static void NotePairs(Call call, IEnumerable<string> pairs, bool areServices)
    {
        foreach (var pair in pairs)
        {
            var equals = pair.LastIndexOf('=');
            if (equals > 0 && Number(pair[(equals + 1)..]) >= ManyMachines && (areServices || Counts(pair[..equals])))
            {
                Emit(call, pair);
                return;
            }
        }
    }

    private static void Emit(Call call, string size) => call.Emit(EffectKind.Spin, $"{call.Name} with {size}");

    /// <summary>Whether an option counts machines in this command; elsewhere `--size` is one of a disk.</summary>
    private static bool IsSizeHere(Call call, string option) => option switch
    {
        "--count" => call.Args.Take(6).Any(arg => arg.Text is "create" or "update" or "run-instances"),
        "--size" => call.Args.Take(4).Any(arg => arg.Text is "instance-groups" or "clusters"),
        _ => false,
    };

    /// <summary>Whether a variable counts machines: `node_count` and `apiReplicas` do, `retention_count` and `disk_size` do not.</summary>
    private static bool Counts(string name)
    {
        var last = name[(name.LastIndexOfAny(['.', ':', '=']) + 1)..];
        var words = string.Concat(last.Select(letter => char.IsAsciiLetterUpper(letter) ? $"_{letter}" : letter is '-' ? "_"
            : $"{letter}")).ToLowerInvariant().TrimStart('_');
        return Array.Exists(Counting, word => words == word || words.EndsWith($"_{word}", StringComparison.Ordinal))
            && !words.StartsWith("max_", StringComparison.Ordinal);
    }

    private static int Number(string text) => int.TryParse(text, out var number) ? number : 0;

    private static int Member(string text, string member)
    {
        var at = text.IndexOf($"{member}=", StringComparison.Ordinal);
        var digits = at < 0 ? "" : string.Concat(text.Skip(at + member.Length + 1).TakeWhile(char.IsAsciiDigit));
        return Number(digits);
    }
}
