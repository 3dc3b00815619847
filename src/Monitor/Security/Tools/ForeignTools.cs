using System.Text.Json;
using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Programs;
using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>MCP servers' tools: what they do follows from their names and their arguments' names.</summary>
internal static class ForeignTools
{
    /// <summary>How many characters of a call are searched for secrets; longer ones than the remaining limit are skipped.</summary>
    private const int MostSecretText = 2 * Content.MostText;

    private static readonly string[] PathNames = ["path", "file_path", "filepath", "filename", "file", "source", "destination", "target",
        "directory", "folder", "source_path", "old_path", "new_path", "relative_path"];
    private static readonly string[] Writing = ["write", "create", "edit", "update", "append", "save", "put", "set", "move", "copy",
        "upload", "patch", "insert", "replace"];
    private static readonly string[] Searching = ["search", "lookup", "suggest"];
    private static readonly string[] Deleting = ["delete", "remove", "rm", "unlink", "trash", "drop"];
    private static readonly string[] Running = ["shell", "exec", "bash", "terminal", "command", "run", "cmd", "powershell", "process"];

    private static readonly string[] Saying = ["send", "post", "comment", "reply", "publish", "message", "email", "issue", "gist", "upload",
        "share", "tweet", "paste", "push"];

    /// <summary>Servers whose tools write what others read.</summary>
    private static readonly string[] Services = ["github", "gitlab", "slack", "notion", "linear", "jira", "confluence", "atlassian",
        "discord", "telegram", "gmail", "asana", "trello"];
    private static readonly string[] Bodies = ["body", "data", "payload", "json", "content", "text", "form"];
    private static readonly string[] Moved = ["source", "source_path", "old_path"];
    private static readonly string[] Shared = ["main", "master", "trunk", "develop", "production", "prod", "staging", "stable"];
    private static readonly string[] Destroying = ["delete", "destroy", "drop", "purge", "truncate", "wipe"];
    private static readonly string[] Branching = ["supabase", "neon", "planetscale", "turso", "xata"];
    private static readonly string[] Drives = ["gdrive", "drive", "dropbox", "onedrive", "sharepoint", "box"];
    private static readonly string[] Containers = ["docker", "podman", "container", "containers"];
    private const int MostFiles = 64;
    private static readonly string[] Installers = ["npm", "pnpm", "yarn", "bun", "pip", "uv", "cargo", "gem"];
    private static readonly string[] Clusters = ["kube", "k8s", "helm"];
    private static readonly string[] Applying = ["apply", "create", "replace", "patch", "update", "run", "deploy", "install"];
    private static readonly string[] ManifestNames = ["manifest", "manifests", "yaml", "json", "body", "spec", "content", "resource",
        "resources", "definition", "patch", "overrides", "object", "template"];
    private static readonly string[] Lasting = ["repository", "repo", "database", "table", "bucket", "project", "instance",
        "cluster", "namespace", "deployment", "volume", "stack", "server", "vm", "zone", "domain", "app", "application", "collection",
        "index",
        "dataset", "workspace", "organization", "user", "team", "droplet", "function", "service", "account", "schema"];

    public static void Run(CheckedCall tool, Call call)
    {
        var parts = tool.ToolName.Split("__");
        var (server, name) = (parts[Math.Min(1, parts.Length - 1)], parts[^1].ToLowerInvariant());
        if (tool.Input.ValueKind is not JsonValueKind.Object || BrowserScripts.Run(tool, call, name))
        {
            return;
        }

        NoteContainer(tool, call, name, server);
        var isSearch = name.StartsWith("search", StringComparison.Ordinal) || HasWord(name, Searching);
        var isDatabase = !isSearch && DatabaseTools.Run(tool, call, name, server);
        if (!isDatabase && RunCommand(tool, call, name, server))
        {
            return;
        }

        TouchFiles(tool, call, name);
        NoteAddress(tool, call);
        NoteFiles(tool, call, name);
        NoteSent(tool, call, name, server, isOfServer: parts.Length > 2);
        NoteDeleted(call, name, server.ToLowerInvariant());
        NoteBranches(tool, call, name);
        NoteCluster(tool, call, name);
        NoteInstalled(tool, call, name, server.ToLowerInvariant());

        // What a search looks for is no statement.
        if (!isDatabase && ToolInput.Text(tool.Input, isSearch ? ["sql", "statement"] : ["sql", "query", "statement"]) is { } sql
            && SqlText.FindLoss(sql) is { } loss)
        {
            call.Emit(EffectKind.DropData, loss);
        }
    }

    /// <summary>Runs the command or code that a tool for this is given; false if it is no such tool.</summary>
    private static bool RunCommand(CheckedCall tool, Call call, string name, string server)
    {
        if (ToolInput.Command(tool.Input, out var words) is not { } command)
        {
            return false;
        }

        var isRunning = Array.Exists(Running, word =>
            name.Contains(word, StringComparison.Ordinal) || server.Contains(word, StringComparison.OrdinalIgnoreCase));
        if (!isRunning && ToolInput.Text(tool.Input, "cli_command") is null)
        {
            return false;
        }

        call.State.Traits &= ~EffectTraits.Tool;
        if (words is [var only] && only.Contains(' ', StringComparison.Ordinal))
        {
            call.Walk.RunAll(ShellParser.Parse(only), call.State);
        }
        else if (words is not null)
        {
            call.Run([.. words.Select(word => new Field(word))], Content.Nothing);
        }
        else if (ToolInput.Text(tool.Input, "code") is { } code && IsCell(name))
        {
            NotebookCells.RunSource(call, call.State, code);
        }
        else
        {
            call.Walk.RunAll(ShellParser.Parse(command), call.State);
        }

        return true;
    }

    private static void TouchFiles(CheckedCall tool, Call call, string name)
    {
        foreach (var path in PathNames)
        {
            if (ToolInput.Text(tool.Input, path) is { Length: > 0 and < 4096 } file && !file.Contains("://", StringComparison.Ordinal)
                && LooksLikePath(file))
            {
                Touch(call, name, path, file);
            }
        }

        foreach (var file in ToolInput.Texts(tool.Input, "paths").Concat(ToolInput.Texts(tool.Input, "files")).Take(64))
        {
            Touch(call, name, "paths", file);
        }
    }

    private static void NoteAddress(CheckedCall tool, Call call)
    {
        if (ToolInput.Text(tool.Input, "url", "uri") is not { } address || !address.Contains("://", StringComparison.Ordinal))
        {
            return;
        }

        call.Emit(EffectKind.Fetch, address, host: NetworkPrograms.Host(address));
        if (address.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            call.Read(new Field("/" + address[5..].TrimStart('/')));
        }
    }

    /// <summary>A container that can reach the machine: privileged, with its processes, its root or the engine's socket.</summary>
    private static void NoteContainer(CheckedCall tool, Call call, string name, string server)
    {
        if (!HasWord($"{server.ToLowerInvariant()}_{name}", Containers))
        {
            return;
        }

        if (ToolInput.IsSet(tool.Input, "privileged")
            || ToolInput.Text(tool.Input, "pid_mode", "pidMode", "pid") is "host"
            || ToolInput.AllTexts(tool.Input).Any(one => one.Text.StartsWith("/:/", StringComparison.Ordinal)
                || one.Text.StartsWith("/var/run/docker.sock:", StringComparison.Ordinal)))
        {
            call.Emit(EffectKind.EscapeContainer, name);
        }
    }

    /// <summary>Whether a tool runs its code as a notebook does.</summary>
    private static bool IsCell(string name) => name is "executecode" or "execute_code" or "run_code" or "execute_cell" or "run_cell"
        or "execute_python" or "run_python" or "python";

    /// <summary>A secret in a URL, in the body of a request, or in a message to others.</summary>
    private static void NoteSent(CheckedCall tool, Call call, string name, string server, bool isOfServer)
    {
        var isSaying = HasWord(name, Saying)
            || (isOfServer && Services.Contains(server.ToLowerInvariant()) && HasWord(name, Writing));
        var to = ToolInput.Text(tool.Input, "url", "uri", "endpoint") is { } url && url.Contains("://", StringComparison.Ordinal)
            ? NetworkPrograms.Host(url) : null;
        var left = MostSecretText;
        foreach (var (member, text) in ToolInput.AllTexts(tool.Input))
        {
            var isAddress = text.Contains("://", StringComparison.Ordinal) && member is "url" or "uri";
            var isBody = to is not null && Bodies.Contains(member);
            if ((!isAddress && !isSaying && !isBody) || text.Length > Math.Min(left, Content.MostText))
            {
                continue;
            }

            left -= text.Length;
            if (EncodedSecrets.IsIn(text))
            {
                call.Send(isAddress ? NetworkPrograms.Host(text) : isBody ? to! : server, DataKinds.Secret,
                    "an address");
            }
        }
    }

    /// <summary>
    /// Deletions of what others use, by the words of the tool's name, the last of which is what is deleted: `delete_repository`,
    /// `drop_database`, but not `delete_user_status`.
    /// </summary>
    private static void NoteDeleted(Call call, string name, string server)
    {
        var words = name.Split('_', '-', '.');
        var (last, before) = (words[^1], words.Length > 1 ? words[^2] : "");
        var isEnding = HasWord(name, ["terminate", "reset"]) && HasWord(last, ["instance", "cluster", "vm", "server", "database"]);
        // `volume_delete` is `delete_volume`.
        var isDeleting = (HasWord(name, Destroying) && HasWord(last, Lasting)) || (Destroying.Contains(last) && HasWord(before, Lasting));
        // A hosted database's branches have data, and a drive's files are their only copies.
        var isBranch = HasWord(server, Branching) && HasWord(name, ["delete", "reset", "pause"]) && HasWord(last, ["branch", "project"]);
        var isOfDrive = HasWord(server, Drives) && HasWord(name, ["delete", "trash"]) && HasWord(name, ["file", "folder", "item"]);
        if (isEnding || isDeleting || isBranch || isOfDrive)
        {
            call.Emit(HasWord(last, ["repository", "repo"]) ? EffectKind.ForcePush : EffectKind.DeleteCloud, name);
        }
    }

    /// <summary>Files that a service's tool writes into a repository: what they do there, and secrets among them.</summary>
    private static void NoteFiles(CheckedCall tool, Call call, string name)
    {
        if (!HasWord(name, Writing) && !HasWord(name, ["push", "commit"]))
        {
            return;
        }

        NoteFile(call, tool.Input);
        if (tool.Input.TryGetProperty("files", out var files) && files.ValueKind is JsonValueKind.Array)
        {
            foreach (var file in files.EnumerateArray().Take(MostFiles))
            {
                NoteFile(call, file);
                if (HasWord(name, ["push", "commit"]) && ToolInput.Text(file, "path") is { } path && call.Path(path).IsSecret)
                {
                    call.Send(name, DataKinds.Secret, "a repository");
                }
            }
        }
    }

    private static void NoteFile(Call call, JsonElement file)
    {
        if (ToolInput.Text(file, "path", "file_path", "relative_path") is { Length: > 0 and < 4096 } path
            && ToolInput.Text(file, "content") is { } content)
        {
            FileTexts.Note(call, call.Path(path), content);
        }
    }

    /// <summary>Deletes or overwrites branches that others build on.</summary>
    private static void NoteBranches(CheckedCall tool, Call call, string name)
    {
        var branch = (ToolInput.Text(tool.Input, "branch", "branch_name", "branchName", "ref") ?? "").Replace("refs/heads/", "",
            StringComparison.Ordinal);
        var isShared = Array.Exists(Shared, shared => branch.Equals(shared, StringComparison.OrdinalIgnoreCase))
            || branch.StartsWith("release", StringComparison.OrdinalIgnoreCase);
        if ((isShared && HasWord(name, Destroying) && HasWord(name, ["branch", "branches", "ref", "reference"]))
            || (HasWord(name, ["push", "ref", "reference"]) && ToolInput.IsSet(tool.Input, "force")))
        {
            call.Emit(EffectKind.ForcePush, name);
        }
    }

    /// <summary>Cluster resources whose kind is an argument: `kubectl_delete` of a namespace.</summary>
    private static void NoteCluster(CheckedCall tool, Call call, string name)
    {
        if (!Array.Exists(Clusters, word => tool.ToolName.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        var isDeleting = HasWord(name, Destroying) || ToolInput.Text(tool.Input, "command", "verb", "operation") is "delete";
        var isTried = ToolInput.IsSet(tool.Input, "dryRun") || ToolInput.IsSet(tool.Input, "dry_run");
        var kind = ToolInput.Text(tool.Input, "resourceType", "resource_type", "kind") ?? "";
        if (!isTried && kind.Length > 0 && ToolInput.Texts(tool.Input, "args").Take(MostFiles).ToList() is { Count: > 0 } options
            && HasWord(name, ["create"]))
        {
            call.Run([new Field("kubectl"), new Field("create"), new Field(kind), .. options.Select(option => new Field(option))],
                Content.Nothing);
        }

        var isRelease = HasWord(name, ["uninstall"]) && HasWord(name, ["helm", "chart", "release"]);
        if (!isTried && (isRelease || (isDeleting && ClusterPrograms.IsLasting(kind))))
        {
            call.Emit(EffectKind.DeleteCluster, kind.Length == 0 ? name : $"{name} {kind}");
        }

        if (!isTried && HasWord(name, Applying))
        {
            foreach (var manifest in Manifests(tool.Input))
            {
                ClusterPrograms.NoteManifest(call, manifest);
            }
        }
    }

    /// <summary>A package that a tool installs as its program would: `install_package` of a server called npm.</summary>
    private static void NoteInstalled(CheckedCall tool, Call call, string name, string server)
    {
        if (HasWord(name, ["install", "add"]) && Array.Find(Installers, installer => HasWord(server, [installer])) is { } program)
        {
            var words = ToolInput.Text(tool.Input, "package", "name", "spec") is { } package ? [package]
                : ToolInput.Texts(tool.Input, "packages");
            call.Run([new Field(program), new Field("install"), .. words.Concat(ToolInput.Texts(tool.Input, "flags"))
                .Concat(ToolInput.Texts(tool.Input, "args")).Take(MostFiles).Select(word => new Field(word))], Content.Nothing);
        }
    }

    /// <summary>Manifests among a tool's arguments: texts, or the object itself.</summary>
    private static IEnumerable<string> Manifests(JsonElement input) => input.EnumerateObject()
        .Where(member => Array.Exists(ManifestNames, name => name.Equals(member.Name, StringComparison.OrdinalIgnoreCase)))
        .Select(member => member.Value.ValueKind is JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText())
        .Where(manifest => manifest.Length <= Content.MostText);

    private static bool HasWord(string name, ReadOnlySpan<string> words)
    {
        foreach (var word in name.Split('_', '-', '.'))
        {
            if (words.Contains(word) || (word.EndsWith('s') && words.Contains(word[..^1])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool LooksLikePath(string text) => text.StartsWith('/') || text.StartsWith('~') || text.StartsWith('.')
        || text.Contains('/', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal);

    private static void Touch(Call call, string name, string member, string file)
    {
        if (Array.Exists(Deleting, word => name.Contains(word, StringComparison.Ordinal)))
        {
            call.Delete(new Field(file));
        }
        else if (Moved.Contains(member) && HasWord(name, ["move", "rename"]))
        {
            call.Emit(EffectKind.Move, path: call.Path(file), traits: EffectTraits.Recursive);
        }
        else if (Array.Exists(Writing, word => name.Contains(word, StringComparison.Ordinal)) && member is not "source")
        {
            call.Emit(EffectKind.Write, path: call.Path(file), traits: EffectTraits.Overwrites);
        }
        else if (!name.Contains("list", StringComparison.Ordinal) && !name.Contains("info", StringComparison.Ordinal)
            && !name.Contains("stat", StringComparison.Ordinal))
        {
            call.Read(new Field(file));
        }
    }
}
