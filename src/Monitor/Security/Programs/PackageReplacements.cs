using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Packages that a command replaces by others from another URL, under the well-known name.</summary>
internal static class PackageReplacements
{
    private static readonly string[] Members = ["overrides", "resolutions", "pnpm.overrides", "dependencies", "devDependencies",
        "optionalDependencies", "peerDependencies"];

    private static readonly string[] Beginnings = ["github:", "gitlab:", "bitbucket:", "git+", "git://", "https://", "http://"];

    private const int MostValues = 32;
    private const int LongestName = 256;

    /// <summary>Mirrors of modules that are known under another name.</summary>
    private static readonly (string Module, string Mirror)[] Mirrors = [("golang.org/x/", "github.com/golang/")];

    /// <summary>
    /// Records `go mod edit -replace` with another module; a folder or another version of the same module does not count.
    /// </summary>
    public static void NoteModules(Call call)
    {
        for (var at = 2; at < call.Args.Count; at++)
        {
            var text = call.Args[at].Text.TrimStart('-');
            var pair = text is "replace" && at + 1 < call.Args.Count ? call.Args[at + 1].Text
                : text.StartsWith("replace=", StringComparison.Ordinal) ? text["replace=".Length..] : null;
            if (pair?.Split('=') is [var old, var replacement])
            {
                NoteModule(call, old.Split('@')[0], replacement.Split('@')[0]);
            }
        }
    }

    /// <summary>Records a Go module that replaces another.</summary>
    public static void NoteModule(Call call, string old, string replacement)
    {
        if (IsOther(old, replacement))
        {
            call.Emit(EffectKind.InstallFrom, replacement, host: replacement.Split('/')[0]);
        }
    }

    /// <summary>
    /// Records the first package that a text of `package.json` takes from a repository or an archive: `"a": "github:owner/a"`.
    /// </summary>
    public static void NoteRepositories(Call call, string text)
    {
        foreach (var start in Beginnings)
        {
            var value = $"\"{start}";
            var at = -1;
            for (var round = 0; round < MostValues && (at = text.IndexOf(value, at + 1, StringComparison.Ordinal)) >= 0; round++)
            {
                var before = text.AsSpan(Math.Max(0, at - LongestName), Math.Min(at, LongestName)).TrimEnd();
                var name = before.EndsWith(":") ? before[..^1].TrimEnd().TrimEnd('"') : "";
                name = name[(name.LastIndexOf('"') + 1)..];
                var end = text.IndexOf('"', at + 1, Math.Min(LongestName, text.Length - at - 1));
                var address = end < 0 ? "" : text[(at + 1)..end];
                var isArchive = !start.StartsWith("http", StringComparison.Ordinal) || address.EndsWith(".tgz", StringComparison.Ordinal)
                    || address.EndsWith(".tar.gz", StringComparison.Ordinal);
                if (!name.IsEmpty && name is not ("repository" or "url" or "homepage" or "bugs" or "funding" or "resolved") && isArchive)
                {
                    call.Emit(EffectKind.InstallFrom, address, host: start.EndsWith(':') ? $"{start}com".Replace(':', '.')
                        : NetworkPrograms.Host(address));
                    return;
                }
            }
        }
    }

    /// <summary>Records members of a manifest that name a package by a URL: `overrides.a=git+https://…`.</summary>
    public static void NoteManifest(Call call, IEnumerable<Field> members)
    {
        foreach (var member in members)
        {
            var equals = member.Text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && Array.Exists(Members, name => member.Text.StartsWith($"{name}.", StringComparison.Ordinal)
                || member.Text.StartsWith($"{name}[", StringComparison.Ordinal)) && PackagePrograms.IsAddress(member.Text[(equals + 1)..]))
            {
                call.Emit(EffectKind.InstallFrom, member.Text[(equals + 1)..], host: NetworkPrograms.Host(member.Text[(equals + 1)..]));
            }
        }
    }

    /// <summary>Records `cargo --config 'patch.crates-io.a.git="https://…"'`.</summary>
    public static void NotePatches(Call call)
    {
        foreach (var setting in call.Args.Select(arg => arg.Text).Where(text => text.Contains("patch.", StringComparison.Ordinal)))
        {
            var at = setting.IndexOf("://", StringComparison.Ordinal);
            if (at > 0 && setting.AsSpan(0, at).Contains("git", StringComparison.Ordinal))
            {
                var address = setting[(setting.AsSpan(0, at).LastIndexOfAny("\"'= ") + 1)..].Split('"', '\'', '}', ' ')[0];
                call.Emit(EffectKind.InstallFrom, address, host: NetworkPrograms.Host(address));
            }
        }
    }

    private static bool IsOther(string old, string replacement) => replacement != old && !replacement.StartsWith('.')
        && replacement.Split('/')[0].Contains('.', StringComparison.Ordinal)
        && !Array.Exists(Mirrors, mirror => old.StartsWith(mirror.Module, StringComparison.Ordinal)
            && replacement == mirror.Mirror + old[mirror.Module.Length..]);
}
