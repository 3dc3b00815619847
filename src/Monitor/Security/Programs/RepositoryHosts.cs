using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Requests of `gh` to a host of repositories that give rights, and files that it fetches.</summary>
internal static class RepositoryHosts
{
    private static readonly OptionSpec Api = new("-X --method -f -F -H --field --raw-field --header -q --jq --hostname --input");
    private static readonly OptionSpec Release = new("-R --repo -p --pattern -D --dir -O --output -A --archive");
    private static readonly string[] Checks = ["security", "codeql", "scan", "audit", "secret", "trivy", "snyk"];

    /// <summary>Records what such a command does; false if it is none of them.</summary>
    public static bool Note(Call call, string verb)
    {
        switch (verb)
        {
            case "release download":
                NoteDownload(call, Arguments.Read(call.Args, Release));
                return true;
            case "auth refresh" when call.Args.Any(arg => arg.Text.Contains("admin:", StringComparison.Ordinal)
                || arg.Text.Contains("delete_repo", StringComparison.Ordinal)):
                call.Emit(EffectKind.GrantRights, "gh auth refresh");
                return true;
            case "workflow disable" when call.Args.Skip(2).Any(arg => Array.Exists(Checks, check =>
                arg.Text.Contains(check, StringComparison.OrdinalIgnoreCase))):
                call.Emit(EffectKind.DisableGuard, "gh workflow disable");
                return true;
            case var _ when verb.StartsWith("api ", StringComparison.Ordinal):
                return NoteRequest(call, Arguments.Read(call.Args, Api));
            default:
                return false;
        }
    }

    /// <summary>A request that makes somebody an administrator or member, a repository public, or has it call an address or trust a
    /// key.</summary>
    private static bool NoteRequest(Call call, Arguments arguments)
    {
        var address = arguments.Operands.ElementAtOrDefault(1)?.Text.Trim('/') ?? "";
        var fields = arguments.Values("-f", "-F", "--field", "--raw-field").Select(field => field.Text.Replace(" ", "",
            StringComparison.Ordinal)).ToList();
        var method = arguments.Value("-X", "--method")?.Text ?? (fields.Count > 0 ? "POST" : "GET");
        if (method is "GET" or "DELETE")
        {
            return false;
        }

        var names = address.Split('?')[0].Split('/');
        var isGiving = names is ["orgs", _, "memberships", ..] or ["orgs", _, "teams", _, "memberships", ..]
            or ["repos", _, _, "hooks" or "keys"] or ["orgs", _, "hooks"] or ["user", "keys"];
        var isPublic = names is ["repos", _, _] && fields.Exists(field => field is "visibility=public" or "private=false");
        if (isGiving || isPublic)
        {
            call.Emit(EffectKind.GrantRights, $"gh api {address}");
        }

        return isGiving || isPublic;
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
