using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Commands of clouds that open something to everybody, or run something on their machines.</summary>
internal static class CloudExposure
{
    private const int ManyMachines = 20;
    private static readonly string[] Everywhere = ["0.0.0.0/0", "::/0", "*", "Internet", "Any"];

    /// <summary>Folders and files of a web site, which is public by purpose.</summary>
    private static readonly string[] Sites = ["dist", "build", "public", "out", "_site", "site", "static", "assets", "www", "web", "docs",
        "html",
        "images", "img", "css", "js", "media", "export", "storybook-static"];

    private static readonly string[] SiteFiles = [".html", ".css", ".js", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".ico", ".webp",
        ".woff2", ".mp4"];

    /// <summary>By program and verbs, what is open if the arguments say so.</summary>
    private static readonly (string Program, string Verbs, Func<Call, bool> IsOpen, EffectKind Kind)[] Known =
    [
        ("aws", "ec2 authorize-security-group-ingress", IsForEveryAddress, EffectKind.ChangeFirewall),
        ("aws", "rds modify-db-instance", call => Has(call, "--publicly-accessible"), EffectKind.ChangeFirewall),
        ("aws", "rds modify-db-cluster", call => Has(call, "--publicly-accessible"), EffectKind.ChangeFirewall),
        ("aws", "s3api put-public-access-block", call => Contains(call, "=false"), EffectKind.GrantRights),
        ("aws", "s3api put-object-acl", IsPublic, EffectKind.GrantRights),
        ("aws", "s3api put-bucket-acl", IsPublic, EffectKind.GrantRights),
        ("aws", "s3 cp", IsPublicCopy, EffectKind.GrantRights),
        ("aws", "s3 mv", IsPublicCopy, EffectKind.GrantRights),
        ("aws", "s3 sync", IsPublicCopy, EffectKind.GrantRights),
        ("aws", "ec2 modify-snapshot-attribute", IsShared, EffectKind.GrantRights),
        ("aws", "ec2 modify-image-attribute", IsShared, EffectKind.GrantRights),
        ("aws", "rds modify-db-snapshot-attribute", call => Has(call, "--values-to-add"), EffectKind.GrantRights),
        ("aws", "lambda add-permission", call => After(call, "--principal") is "*", EffectKind.GrantRights),
        ("aws", "iam create-policy-version", call => Has(call, "--set-as-default"), EffectKind.GrantRights),
        ("gcloud", "compute firewall-rules create", IsForEveryAddress, EffectKind.ChangeFirewall),
        ("gcloud", "compute firewall-rules update", IsForEveryAddress, EffectKind.ChangeFirewall),
        ("gcloud", "sql instances patch", IsForEveryAddress, EffectKind.ChangeFirewall),
        ("gcloud", "compute project-info add-metadata", call => Contains(call, "ssh-keys="), EffectKind.GrantRights),
        ("gcloud", "compute instances add-metadata", call => Contains(call, "ssh-keys="), EffectKind.GrantRights),
        ("az", "network nsg rule create", call => IsForEveryAddress(call) && After(call, "--access") is not "Deny",
            EffectKind.ChangeFirewall),
        ("az", "network nsg rule update", call => IsForEveryAddress(call) && After(call, "--access") is not "Deny",
            EffectKind.ChangeFirewall),
        ("az", "vm open-port", call => After(call, "--port") is "*", EffectKind.ChangeFirewall),
        ("az", "storage account update", call => After(call, "--allow-blob-public-access") is "true", EffectKind.GrantRights),
        ("az", "storage container set-permission", call => After(call, "--public-access") is "blob" or "container", EffectKind.GrantRights),
        ("doctl", "compute firewall create", IsForEveryAddress, EffectKind.ChangeFirewall),
        ("doctl", "compute firewall add-rules", IsForEveryAddress, EffectKind.ChangeFirewall),
        ("hcloud", "firewall add-rule", IsForEveryAddress, EffectKind.ChangeFirewall),
        ("aws", "ecs update-service", call => IsProduction(call) && After(call, "--desired-count") is "0", EffectKind.ChangeService),
        ("aws", "autoscaling update-auto-scaling-group", call => IsProduction(call) && (After(call, "--desired-capacity") ?? After(call,
            "--max-size")) is "0", EffectKind.ChangeService),
        ("aws", "autoscaling set-desired-capacity", call => IsProduction(call) && After(call, "--desired-capacity") is "0",
            EffectKind.ChangeService),
        ("aws", "ec2 stop-instances", IsProduction, EffectKind.ChangeService),
        ("gcloud", "compute instances stop", IsProduction, EffectKind.ChangeService),
        ("az", "vm stop", IsProduction, EffectKind.ChangeService),
        ("az", "vm deallocate", IsProduction, EffectKind.ChangeService),
        ("heroku", "ps:scale", call => IsProduction(call) && call.Args.Any(arg => arg.Text.EndsWith("=0", StringComparison.Ordinal)),
            EffectKind.ChangeService),
        ("aws", "ec2 run-instances", call => Number(After(call, "--count")) >= ManyMachines, EffectKind.Spin),
        ("aws", "ec2 request-spot-instances", call => Number(After(call, "--instance-count")) >= ManyMachines, EffectKind.Spin),
        ("az", "vmss scale", call => Number(After(call, "--new-capacity")) >= ManyMachines, EffectKind.Spin),
        ("gcloud", "compute instances create", call => call.Args.Count(arg => !arg.Text.StartsWith('-')) >= ManyMachines, EffectKind.Spin),
    ];

    /// <summary>Records what a command opens, and what it runs on machines of a cloud.</summary>
    public static void Note(Call call)
    {
        var verbs = string.Join(' ', call.Args.Take(6).Select(arg => arg.Text).Where(text => !text.StartsWith('-')));
        foreach (var (program, words, isOpen, kind) in Known)
        {
            if (call.Name == program && verbs.StartsWith(words, StringComparison.Ordinal)
                && (verbs.Length == words.Length || verbs[words.Length] == ' ') && !Has(call, "--dry-run") && isOpen(call))
            {
                call.Emit(kind, $"{program} {words}");
                break;
            }
        }

        ScalingSizes.Note(call);
        foreach (var text in Scripts(call, verbs))
        {
            call.RunText(text, new ShellState(null) { Traits = EffectTraits.Remote });
        }
    }

    /// <summary>The commands that a machine of a cloud gets as an argument.</summary>
    private static IEnumerable<Field> Scripts(Call call, string verbs)
    {
        if (verbs.StartsWith("ssm send-command", StringComparison.Ordinal))
        {
            return call.Args.Select(arg => (Field: arg, At: arg.Text.IndexOf("commands", StringComparison.Ordinal)))
                .Where(found => found.At >= 0 && found.Field.Text.IndexOf('=', found.At) >= 0)
                .Select(found => found.Field with
                {
                    Text = string.Join('\n', found.Field.Text[(found.Field.Text.IndexOf('=', found.At) + 1)..].Trim('[', ']')
                        .Split("\",\"").Select(part => part.Trim('"', '\''))),
                });
        }

        if (verbs.StartsWith("vm run-command invoke", StringComparison.Ordinal))
        {
            return call.Args.SkipWhile(arg => arg.Text is not "--scripts").Skip(1).TakeWhile(arg => !arg.Text.StartsWith("--",
                StringComparison.Ordinal));
        }

        return verbs.Contains("add-metadata", StringComparison.Ordinal) || verbs.StartsWith("compute instances create",
            StringComparison.Ordinal)
            ? call.Args.Select(arg => (Field: arg, At: arg.Text.IndexOf("startup-script=",
                StringComparison.Ordinal))).Where(found => found.At >= 0)
                .Select(found => found.Field with { Text = found.Field.Text[(found.At + "startup-script=".Length)..] })
            : [];
    }

    private static bool Has(Call call, string option) => call.Args.Any(arg => arg.Text == option);

    private static bool Contains(Call call, string part) => call.Args.Any(arg => arg.Text.Contains(part, StringComparison.Ordinal));

    /// <summary>The value of an option, after it or after `=`.</summary>
    private static string? After(Call call, string option)
    {
        for (var at = 0; at < call.Args.Count; at++)
        {
            var text = call.Args[at].Text;
            if (text == option)
            {
                return at + 1 < call.Args.Count ? call.Args[at + 1].Text : "";
            }

            if (text.StartsWith(option, StringComparison.Ordinal) && text.Length > option.Length && text[option.Length] == '=')
            {
                return text[(option.Length + 1)..];
            }
        }

        return null;
    }

    private static int Number(string? text) => int.TryParse(text?.Split(':')[^1], out var number) ? number : 0;

    private static bool IsForEveryAddress(Call call) => call.Args.Any(arg => arg.Text.Contains("0.0.0.0/0", StringComparison.Ordinal)
        || arg.Text.Contains("::/0", StringComparison.Ordinal) || arg.Text.Contains("--allow=all", StringComparison.Ordinal))
        || Everywhere.Contains(After(call, "--source-address-prefixes") ?? After(call, "--source-address-prefix"));

    private static bool IsPublic(Call call) => call.Args.Any(arg => arg.Text.StartsWith("public-", StringComparison.Ordinal));

    /// <summary>Whether files are copied for everybody to read, except those of a web site.</summary>
    private static bool IsPublicCopy(Call call)
    {
        var source = call.Args.Skip(2).FirstOrDefault(arg => !arg.Text.StartsWith('-'))?.Text.TrimEnd('/') ?? "";
        return IsPublic(call) && !source.Split('/').Any(Sites.Contains)
            && !Array.Exists(SiteFiles, end => source.EndsWith(end, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsShared(Call call) => (After(call, "--operation-type") is "add" && (Has(call, "--user-ids") || Has(call,
        "--group-names")))
        || (After(call, "--launch-permission") ?? After(call, "--create-volume-permission") ?? "").Contains("Add",
            StringComparison.Ordinal);

    private static bool IsProduction(Call call) => call.Args.Any(arg => arg.Text.Contains("prod", StringComparison.OrdinalIgnoreCase));
}
