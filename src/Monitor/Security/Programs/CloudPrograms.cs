using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Command lines of clouds, and of infrastructure tools.</summary>
internal static class CloudPrograms
{
    private static readonly string[] DryRuns =
    [
        "--dryrun",
        "--dry-run",
        "--dry_run",
        "-dry-run",
        "--no-execute-changeset",
        "--what-if",
        "-n",
        "--help",
    ];

    private static readonly OptionSpec Aws = new(
        "--region --profile --output --query --endpoint-url --cli-input-json --filters --exclude --include --policy-arn --role-name --user-name --policy-document --policy-name --group-name --secret-id --bucket --key --body"
    );

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["aws"] = RunAws;
        programs["gcloud"] = RunGcloud;
        programs["gsutil"] = RunGsutil;
        programs["az"] = RunAz;
        programs["pulumi"] = call =>
        {
            if (call.Args is [{ Text: "up" or "update" }, ..])
            {
                ScalingSizes.NotePairs(call, call.Args.Select(arg => arg.Text), areServices: false);
            }

            return call.Args.Any(arg => arg.Text is "--show-secrets")
                ? UploadPrograms.Secret(call, "pulumi --show-secrets")
                : Run(call, verb => verb.Contains("destroy") || (verb is ["stack", "rm", ..]));
        };
        programs["cdk"] =
            programs["cdktf"] =
            programs["serverless"] =
            programs["sls"] =
            programs["sst"] =
            programs["copilot"] =
            programs["amplify"] =
                call => Run(call, verb => verb is ["destroy" or "remove" or "delete", ..] or ["app" or "env" or "svc", "delete", ..]);
        // All variables of the project's own app count as an `env`; those of a named app are another environment's.
        programs["heroku"] = call => Arguments.Read(call.Args, new OptionSpec("-a --app -r --remote")).Operands is
            [{ Text: "config:get" }, var variable, ..] && KnownVariables.IsSecret(variable.Text)
            ? UploadPrograms.Secret(call, "heroku config:get")
            : call.Args is [{ Text: "run" }, ..] && Arguments.Read([.. call.Args.Skip(1)], new OptionSpec("-a --app -r --remote -s --size",
                StopsAtOperand: true)).Rest is { Count: > 0 } remote ? RunThere(call, ShellBuiltins.Joined(remote.TakeWhile(arg =>
                arg.Text is not ("-a" or "--app"))))
            : call.Args is [{ Text: "auth:token" }, ..] or [{ Text: "config" }, { Text: "-a" or "--app" or "-r" or "--remote" }, ..]
            ? UploadPrograms.Secret(call, $"heroku {call.Args[0].Text}")
            : Run(call, verb =>
                verb
                    is [
                        "apps:destroy"
                        or "pg:reset"
                        or "addons:destroy"
                        or "pipelines:destroy"
                        or "domains:clear"
                        or "config:unset"
                        or "destroy"
                        or "pg:killall",
                        ..,
                    ]
            );
        programs["fly"] = programs["flyctl"] = call => call.Args is [{ Text: "auth" }, { Text: "token" }, ..]
            ? UploadPrograms.Secret(call, "fly auth token")
            : call.Args is [{ Text: "ssh" }, { Text: "console" }, ..]
                && Arguments.Read(call.Args, new OptionSpec("-a -C -r -u --app --command --region --user"))
                    .Value("-C", "--command") is { } there
            ? RunThere(call, there)
            : Run(call, verb =>
                verb
                    is [
                            "apps"
                            or "machine"
                            or "machines"
                            or "volumes"
                            or "volume"
                            or "postgres"
                            or "pg",
                            "destroy"
                            or "delete"
                            or "remove",
                            ..,
                        ]
                        or ["destroy", ..]
            );
        programs["vercel"] = programs["netlify"] = programs["railway"] = programs["render"] = programs["wrangler"] =
            programs["supabase"] = programs["neonctl"] = programs["pscale"] = programs["planetscale"] = programs["turso"] =
                call => call.Name is "vercel" && call.Args is [{ Text: "env" }, { Text: "pull" }, ..]
                    && call.Args.Any(arg => arg.Text is "--environment=production" or "production") ? UploadPrograms.Secret(call,
                        "vercel env pull")
                    : call.Name is "railway" && call.Args is [{ Text: "variables" }]
                    or [{ Text: "variables" }, { Text: "--json" or "--kv" }] ? Content.Unknown.With(DataKinds.Environment)
                    : call.Name is "railway" && call.Args is [{ Text: "run" }, _, ..] ? call.Run([.. call.Args.Skip(1)])
                    : Run(call, IsHostedDeletion);
        programs["doctl"] = programs["hcloud"] = programs["linode-cli"] = programs["vultr-cli"] = programs["scw"] = programs["oci"] =
            programs["ibmcloud"] = programs["exo"] = programs["civo"] = call =>
                Run(call, verb => verb.Any(word => word is "delete" or "rm" or "destroy" or "terminate"));
        programs["bq"] = call => Run(call, verb => verb.Contains("rm"));
        programs["firebase"] = call => Run(call, verb =>
            verb is ["firestore:delete" or "database:remove" or "projects:delete" or "hosting:disable" or "functions:delete", ..]);
        programs["s3cmd"] = programs["s5cmd"] = programs["mc"] = call => UploadPrograms.Note(call, "s3://")
            ?? Run(call, verb => verb is ["del" or "rm" or "rb", ..]
            && call.Args.Any(arg => arg.Text is "-r" or "--recursive" or "--force" || arg.Text.Contains('*', StringComparison.Ordinal)));
        programs["packer"] = programs["sam"] = call => Run(call, verb => verb is ["delete", ..]);
    }

    private static Content RunThere(Call call, Field command) =>
        call.RunText(command, new ShellState(null) { Traits = EffectTraits.Remote | EffectTraits.Contained });

    private static bool IsHostedDeletion(List<string> verb) =>
        (verb is ["remove" or "rm" or "delete" or "down", ..])
            || verb is ["project" or "projects" or "db" or "database" or "branches" or "branch" or "d1" or "kv:namespace" or "r2"
            or "sites:delete" or "bucket", "remove" or "rm" or "delete" or "destroy", ..]
        or ["service" or "services", "delete", ..] or ["kv", "namespace", "delete", ..]
        or ["sites:delete", ..] or ["r2", "bucket", "delete", ..] or ["env", "rm", ..]
            || (verb is ["db", "reset", ..] && verb.Contains("--linked"));

    /// <summary>Records a deletion, unless it is a dry run.</summary>
    private static Content Run(Call call, Func<List<string>, bool> isDeletion)
    {
        SqlOptions.Note(call);
        CloudExposure.Note(call);
        // Some have options before the verb.
        var words = call.Args.Select(arg => arg.Text).SkipWhile(word => word.StartsWith('-') || word == "-m").ToList();
        if (words.Count > 0 && isDeletion(words) && !call.Args.Any(arg => DryRuns.Contains(arg.Text)))
        {
            call.Emit(EffectKind.DeleteCloud, $"{call.Name} {string.Join(' ', words.Take(3))}");
        }

        return Content.Unknown;
    }

    private static Content RunAws(Call call)
    {
        SqlOptions.Note(call);
        var arguments = Arguments.Read(call.Args, Aws);
        var (service, verb) = (arguments.Operands.ElementAtOrDefault(0)?.Text ?? "", arguments.Operands.ElementAtOrDefault(1)?.Text ?? "");
        if (call.Args.Any(arg => DryRuns.Contains(arg.Text)) || arguments.Value("--endpoint-url") is { } endpoint
            && Hosts.IsLocal(NetworkPrograms.Host(endpoint.Text)))
        {
            return Content.Unknown;
        }

        CloudExposure.Note(call);
        switch (service, verb)
        {
            case ("s3", "rm") when arguments.Has("--recursive"):
            case ("s3", "rb"):
            case ("s3", "sync") when arguments.Has("--delete")
                && arguments.Operands.ElementAtOrDefault(3)?.Text.StartsWith("s3:", StringComparison.Ordinal) is true
                && arguments.Operands[2].Text.TrimEnd('/').EndsWith("empty", StringComparison.Ordinal):
                call.Emit(EffectKind.DeleteCloud, $"aws s3 {verb}");
                break;
            case ("s3", "cp" or "mv" or "sync"):
                return CopyToCloud(call, arguments);
            case ("iam", "attach-user-policy" or "attach-role-policy" or "attach-group-policy" or "put-user-policy" or "put-role-policy"
                or "put-group-policy" or "add-user-to-group" or "create-access-key" or "create-login-profile"
                or "update-assume-role-policy" or "create-user"):
                call.Emit(EffectKind.GrantRights, $"aws iam {verb}");
                break;
            case ("cloudtrail", "stop-logging" or "delete-trail" or "update-trail") or ("guardduty", "delete-detector")
                or ("config" or "configservice", "stop-configuration-recorder" or "delete-configuration-recorder")
                or ("logs", "delete-log-group"):
                call.Emit(EffectKind.DisableGuard, $"aws {service} {verb}");
                break;
            // Usually given to a program that signs in; shown, it lets anybody do so.
            case ("ecr", "get-login-password") or ("eks", "get-token") or ("codeartifact", "get-authorization-token"):
                return Content.Unknown.With(DataKinds.Token);
            case ("secretsmanager", "get-secret-value")
                or ("ssm", "get-parameter" or "get-parameters" or "get-parameters-by-path") when service is not "ssm"
                || arguments.Has("--with-decryption"):
            case ("ecr", "get-authorization-token") or ("kms", "decrypt"):
            case ("sts", "get-session-token" or "assume-role" or "get-federation-token"):
            case ("configure", "get") when arguments.Operands.ElementAtOrDefault(2)?.Text.Contains("secret",
                StringComparison.Ordinal) is true:
            case ("configure", "export-credentials"):
                call.Emit(EffectKind.UseSecretStore, $"aws {service} {verb}");
                return Content.Unknown.With(DataKinds.Secret);
            case ("lambda", "get-function") or ("dynamodb", "scan"):
                return Content.Unknown.With(DataKinds.Outside);
            case ("s3api", "put-object" or "upload-part") when arguments.Value("--body") is { } body:
                return UploadPrograms.Send(call, "s3", [body]);
            case ("ec2" or "rds", "modify-snapshot-attribute" or "modify-image-attribute" or "modify-db-snapshot-attribute")
                when IsForAll(call):
            case ("s3api", "put-bucket-policy") when IsForAll(call):
                call.Emit(EffectKind.GrantRights, $"aws {service} {verb}");
                break;
            case ("s3api", "put-bucket-acl") when call.Args.Any(arg => arg.Text.StartsWith("public-", StringComparison.Ordinal)):
                call.Emit(EffectKind.Send, "aws public bucket", host: "s3", data: DataKinds.WholeHome);
                break;
            default:
                if (verb.StartsWith("delete-", StringComparison.Ordinal)
                    && verb is not ("delete-message" or "delete-message-batch" or "delete-tags" or "delete-item"
                    or "delete-object-tagging") || verb.StartsWith("terminate-", StringComparison.Ordinal)
                    || verb is "schedule-key-deletion" or "purge-queue" or "deregister-image" or "release-address")
                {
                    call.Emit(EffectKind.DeleteCloud, $"aws {service} {verb}");
                }

                break;
        }

        return Content.Unknown;
    }

    /// <summary>Whether a permission is given to everyone: in a list of groups, or as the principal of a policy.</summary>
    private static bool IsForAll(Call call) => call.Args.Any(arg => arg.Text is "all" || arg.Text.Contains("Group=all",
        StringComparison.OrdinalIgnoreCase) || (arg.Text.Contains("Allow", StringComparison.Ordinal)
        && arg.Text.Replace(" ", "", StringComparison.Ordinal) is var policy && (policy.Contains("\"Principal\":\"*\"",
        StringComparison.Ordinal) || policy.Contains("\"Principal\":{\"AWS\":\"*\"}", StringComparison.Ordinal))));

    private static Content CopyToCloud(Call call, Arguments arguments)
    {
        var (from, to) = (arguments.Operands.ElementAtOrDefault(2), arguments.Operands.ElementAtOrDefault(3));
        if (from is null || to is null)
        {
            return Content.Unknown;
        }

        if (to.Text.StartsWith("s3://", StringComparison.Ordinal) && !from.Text.StartsWith("s3://", StringComparison.Ordinal))
        {
            call.Send("s3", from.Text is "-" ? call.Input.Data : call.Read(from, EffectTraits.Recursive).Data, "a bucket");
        }
        else if (!to.Text.StartsWith("s3://", StringComparison.Ordinal) && to.Text is not "-")
        {
            call.Write(to, Content.Unknown.With(DataKinds.Network), EffectTraits.None);
            // An existing folder receives it under its name.
            call.Walk.Store($"{call.Path(to.Text).Full}/{from.Text[(from.Text.LastIndexOf('/') + 1)..]}",
                Content.Unknown.With(DataKinds.Network), isAppended: false, call.State);
        }

        return to.Text is "-" ? Content.Unknown.With(DataKinds.Network) : Content.Nothing;
    }

    private static Content RunGsutil(Call call)
    {
        if (call.Args.Any(arg => arg.Text is "cat") || (call.Args.Any(arg => arg.Text is "cp") && call.Args[^1].Text is "-"))
        {
            return Content.Unknown.With(DataKinds.Network);
        }

        if (call.Args.Any(arg => arg.Text is "iam" or "acl")
            && call.Args.Any(arg => arg.Text.StartsWith("allUsers", StringComparison.OrdinalIgnoreCase)))
        {
            call.Emit(EffectKind.GrantRights, "gcloud storage for all users");
        }

        return UploadPrograms.Note(call, "gs://") ?? Run(call, verb => verb.Contains("rb")
            || (verb.Contains("rm") && call.Args.Any(arg => arg.Text is "-r" or "-R" or "-a")));
    }

    private static Content RunGcloud(Call call)
    {
        var words = Arguments
            .Read(
                call.Args,
                new OptionSpec("--project --zone --region --format --filter --secret --account --member --role --configuration")
            )
            .Operands.Select(operand => operand.Text)
            .ToList();
        var text = string.Join(' ', words);
        SqlOptions.Note(call);
        CloudExposure.Note(call);
        if (text.StartsWith("secrets versions access", StringComparison.Ordinal) || text.Contains("keys create", StringComparison.Ordinal)
            || text.StartsWith("auth application-default print-access-token", StringComparison.Ordinal)
            || text.StartsWith("auth print-access-token", StringComparison.Ordinal)
            && call.Args.Any(arg => arg.Text.StartsWith("--impersonate", StringComparison.Ordinal)) || text is "auth print-refresh-token")
        {
            call.Emit(EffectKind.UseSecretStore, $"gcloud {text}");
            return Content.Unknown.With(DataKinds.Secret);
        }

        if (words is ["storage", "cat", ..])
        {
            return Content.Unknown.With(DataKinds.Network);
        }

        if (words is ["storage", "cp" or "rsync" or "mv", ..])
        {
            return UploadPrograms.Note(call, "gs://") ?? Content.Unknown;
        }

        if (words.Contains("add-iam-policy-binding")
            && call.Args.Any(arg => arg.Text.Contains("roles/owner", StringComparison.Ordinal)
            || arg.Text.Contains("roles/editor", StringComparison.Ordinal)
            || arg.Text.Contains("admin", StringComparison.OrdinalIgnoreCase) || arg.Text.Contains("allUsers", StringComparison.Ordinal)))
        {
            call.Emit(EffectKind.GrantRights, "gcloud add-iam-policy-binding");
        }
        else if (text.StartsWith("compute ssh", StringComparison.Ordinal)
            && Arguments.Read(call.Args, new OptionSpec("--command")).Value("--command") is { } command)
        {
            return call.RunText(command, new ShellState(null) { Traits = EffectTraits.Remote });
        }
        else if (words is ["logging", "sinks" or "logs" or "buckets", "delete", ..])
        {
            call.Emit(EffectKind.DisableGuard, $"gcloud {text}");
        }
        else if (words.Contains("delete") && !words.Contains("configurations")
            || (words is ["storage", "rm", ..] && call.Args.Any(arg => arg.Text is "-r" or "--recursive")))
        {
            call.Emit(EffectKind.DeleteCloud, $"gcloud {text}");
        }

        return words is ["auth", "print-access-token" or "print-identity-token", ..] ? Content.Unknown.With(DataKinds.Token)
            : Content.Unknown;
    }

    private static Content RunAz(Call call)
    {
        CloudExposure.Note(call);
        var words = Arguments
            .Read(
                call.Args,
                new OptionSpec(
                    "-g -n -o --name --resource-group --vault-name --query --output --subscription --role --assignee --scope --account-name"
                )
            )
            .Operands.Select(operand => operand.Text)
            .ToList();
        if (
            words
                is ["keyvault", "secret", "show" or "download" or "list-versions", ..]
                    or ["storage", "account", "keys", ..]
                    or ["acr", "credential", "show", ..]
                    or ["ad", "sp", "credential", "reset", ..]
                    or [.., "keys", "list"]
                    or [.., "list-keys" or "show-connection-string" or "list-publishing-credentials"]
                    or [.., "connection-string", "list"]
                    or ["cosmosdb", "keys", ..]
            || (words is ["acr", "login", ..] && call.Args.Any(arg => arg.Text is "--expose-token"))
            || words is ["account", "get-access-token", ..]
            || (words is ["aks", "get-credentials", ..] && call.Args.Any(arg => arg.Text is "--admin"))
        )
        {
            call.Emit(EffectKind.UseSecretStore, $"az {string.Join(' ', words.Take(3))}");
            return Content.Unknown.With(DataKinds.Secret);
        }

        if (words is ["storage", "blob" or "file", "download", ..])
        {
            var target = Arguments.Read(call.Args, new OptionSpec("-f --file --dest")).Value("-f", "--file", "--dest");
            return NetworkPrograms.Store(call, target is { Text: "/dev/stdout" } ? null : target);
        }

        if (words is ["storage", "blob" or "file", "upload" or "upload-batch", ..])
        {
            var upload = Arguments.Read(call.Args, new OptionSpec("-f --file -s --source"));
            return UploadPrograms.Send(call, "azure", upload.Values("-f", "--file", "-s", "--source"));
        }

        if (words is ["role", "assignment", "create", ..] or ["ad", "sp", "create-for-rbac", ..])
        {
            call.Emit(EffectKind.GrantRights, $"az {string.Join(' ', words.Take(3))}");
        }
        else if (words is ["monitor", "diagnostic-settings", "delete", ..] or ["monitor", "activity-log", .., "delete"])
        {
            call.Emit(EffectKind.DisableGuard, $"az {string.Join(' ', words.Take(3))}");
        }
        else if (words.Contains("delete") || words.Contains("delete-batch") || words.Contains("purge"))
        {
            call.Emit(EffectKind.DeleteCloud, $"az {string.Join(' ', words.Take(3))}");
        }

        return Content.Unknown;
    }
}
