using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>gh and glab: what they fetch from a host of repositories, change there and publish.</summary>
internal static class RepositoryHosts
{
    private static readonly OptionSpec Plain = new(
        "-R --repo -t -b -f -H -X --title --body --method --field --raw-field -F -q --jq --template --hostname"
    );
    private static readonly OptionSpec Api = new("-X --method -f -F -H --field --raw-field --header -q --jq --hostname --input");
    private static readonly OptionSpec Release = new("-R --repo -p --pattern -D --dir -O --output -A --archive");
    private static readonly OptionSpec Message = new("-b -t -F -n -m --body --title --body-file --notes --notes-file --message");
    private static readonly string[] Checks = ["security", "codeql", "scan", "audit", "secret", "trivy", "snyk"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs) => programs["gh"] = programs["glab"] = Run;

    private static Content Run(Call call)
    {
        var operands = Arguments.Read(call.Args, Plain).Operands;
        var verb = string.Join(' ', operands.Take(2).Select(operand => operand.Text));
        switch (verb)
        {
            case "repo clone" when operands is [_, _, var cloned, ..]:
                GitProgram.NoteClone(call, $"https://github.com/{cloned.Text}", operands.ElementAtOrDefault(3)?.Text);
                break;
            case "release download":
                NoteDownload(call, Arguments.Read(call.Args, Release));
                break;
            case "repo delete" or "project delete":
            case "repo archive" when Has(call, "--yes", "-y"):
                call.Emit(EffectKind.ForcePush, verb);
                break;
            case "release delete" or "secret delete" or "variable delete":
                call.Emit(EffectKind.DeleteCloud, verb);
                break;
            case "repo edit" when Has(call, "--visibility", "--visibility=public"):
                call.Emit(EffectKind.Send, verb, host: "github.com", data: DataKinds.WholeHome);
                break;
            case "workflow disable" when call.Args.Skip(2).Any(arg => Array.Exists(Checks, check =>
                arg.Text.Contains(check, StringComparison.OrdinalIgnoreCase))):
                call.Emit(EffectKind.DisableGuard, "gh workflow disable");
                break;
            case "ssh-key add" or "gpg-key add":
            case "repo deploy-key" when operands is [_, _, { Text: "add" }, ..]:
            case "auth refresh" when call.Args.Any(arg => arg.Text.Contains("admin:", StringComparison.Ordinal)
                || arg.Text.Contains("delete_repo", StringComparison.Ordinal)):
                call.Emit(EffectKind.GrantRights, $"gh {verb}");
                break;
            case "gist create" or "snippet create":
                call.Send("gist.github.com", operands.Skip(2).Aggregate(call.Input.Data, (all, file) => all | call.Read(file).Data), "a paste");
                break;
            case "gist view" or "snippet view" when Has(call, "-r", "--raw"):
                return Content.Unknown.With(DataKinds.Network);
            case "auth token":
                return Content.Unknown.With(DataKinds.Token | (call.Name is "glab" ? DataKinds.GitLabToken : DataKinds.GitHubToken));
            case "auth status" when Has(call, "-t", "--show-token"):
                return UploadPrograms.Secret(call, $"{call.Name} {verb} --show-token");
            default:
                NoteMessage(call, operands);
                NoteRequest(call, operands);
                break;
        }

        return Content.Unknown;
    }

    /// <summary>Records what issues, comments and releases publish: others read them.</summary>
    private static void NoteMessage(Call call, List<Field> operands)
    {
        if (operands is not [{ Text: "issue" or "pr" or "mr" or "release" },
            {
                Text: "create" or "comment" or "note" or "edit" or "review"
            or "upload"
            }, ..])
        {
            return;
        }

        var message = Arguments.Read(call.Args, Message);
        var data = message.Values("-b", "-t", "-n", "-m", "--body", "--title", "--notes", "--message").Aggregate(DataKinds.None, (all, text) =>
            all | text.Data | call.Issued(text.Text));
        foreach (var file in message.Values("-F", "--body-file", "--notes-file").Concat(operands[1].Text is "upload" ? operands.Skip(3) : []))
        {
            data |= file.Text is "-" ? call.Input.Data : call.Read(file).Data;
        }

        if ((data & (DataKinds.Secret | DataKinds.Environment | DataKinds.Token)) != 0)
        {
            call.Send("github.com", data, "a message");
        }
    }

    /// <summary>Records a request that deletes something, makes somebody an administrator or member or a repository public, or has it call
    /// an address or trust a key.</summary>
    private static void NoteRequest(Call call, List<Field> operands)
    {
        if (operands is not [{ Text: "api" }, ..])
        {
            return;
        }

        var arguments = Arguments.Read(call.Args, Api);
        var address = arguments.Operands.ElementAtOrDefault(1)?.Text.Trim('/') ?? "";
        var fields = arguments.Values("-f", "-F", "--field", "--raw-field")
            .Select(field => field.Text.Replace(" ", "", StringComparison.Ordinal)).ToList();
        var method = arguments.Value("-X", "--method")?.Text ?? (fields.Count > 0 ? "POST" : "GET");
        var names = address.Split('?')[0].Split('/');
        if (method is "DELETE")
        {
            var isHistory = address.Contains("/git/refs", StringComparison.Ordinal) || names is ["repos", _, _];
            call.Emit(isHistory ? EffectKind.ForcePush : EffectKind.DeleteCloud, $"api DELETE {address}");
        }
        else if (method is not "GET" && (GivesRights(names) || IsMadePublic(names, fields)))
        {
            call.Emit(EffectKind.GrantRights, $"gh api {address}");
        }
    }

    private static bool GivesRights(string[] address) => address is ["orgs", _, "memberships", ..] or ["orgs", _, "teams", _, "memberships", ..]
        or ["repos", _, _, "hooks" or "keys"] or ["orgs", _, "hooks"] or [.., "keys"] or [.., "collaborators", _];

    private static bool IsMadePublic(string[] address, List<string> fields) =>
        address is ["repos", _, _] && fields.Exists(field => field is "visibility=public" or "private=false");

    private static bool Has(Call call, params ReadOnlySpan<string> options)
    {
        foreach (var arg in call.Args)
        {
            if (options.Contains(arg.Text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Files of a release, under their own name where it is given.</summary>
    private static void NoteDownload(Call call, Arguments arguments)
    {
        var fetched = Content.Unknown.With(DataKinds.Network);
        var folder = arguments.Value("-D", "--dir")?.Text;
        foreach (var name in arguments.Values("-O", "--output", "-p", "--pattern").Where(name => name.Text is not "-"))
        {
            var path = folder is null ? name.Text : $"{folder.TrimEnd('/')}/{name.Text}";
            if (!GlobPattern.HasPattern(name.Text))
            {
                call.Walk.Store(call.Path(path).Full, fetched, isAppended: false, call.State);
            }
        }

        if (folder is not null && folder is not "." && call.Walk.Unpacked.Count < 32)
        {
            call.Walk.Unpacked.Add((call.Path(folder).Full, fetched));
        }
    }
}
