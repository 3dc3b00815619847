namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>Patterns that a shell would expand to a well-known secret's name: `~/.ss?/id_*`.</summary>
internal static class SecretPattern
{
    private static readonly (string[] Names, FileKind Kind)[] Known =
    [
        ([".ssh", "id_rsa"], FileKind.PrivateKey), ([".ssh", "id_ed25519"], FileKind.PrivateKey),
        ([".aws", "credentials"], FileKind.Credentials), ([".kube", "config"], FileKind.Credentials),
        ([".docker", "config.json"], FileKind.Credentials), ([".config", "gh", "hosts.yml"], FileKind.Credentials),
        ([".claude", ".credentials.json"], FileKind.Credentials), ([".codex", "auth.json"], FileKind.Credentials),
        ([".netrc"], FileKind.Credentials), ([".npmrc"], FileKind.Credentials), ([".pypirc"], FileKind.Credentials),
        ([".pgpass"], FileKind.Credentials), ([".git-credentials"], FileKind.Credentials),
        ([".ssh"], FileKind.PrivateKey), ([".gnupg"], FileKind.PrivateKey), ([".aws"], FileKind.Credentials),
        ([".bash_history"], FileKind.ShellHistory), ([".zsh_history"], FileKind.ShellHistory),
        (["etc", "shadow"], FileKind.PasswordHashes),
    ];

    /// <summary>What an absolute path with patterns may lead to; <see cref="FileKind.Other"/> for nothing known.</summary>
    public static FileKind KindOf(string path)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (known, kind) in Known)
        {
            if (Fits(names, known))
            {
                return kind;
            }
        }

        return FileKind.Other;
    }

    private static bool Fits(string[] names, string[] known)
    {
        if (names.Length < known.Length)
        {
            return false;
        }

        for (var at = 0; at < known.Length; at++)
        {
            var pattern = names[names.Length - known.Length + at];
            // In a shell, a pattern matches a leading dot only if it has one itself. A pattern without letters means everything.
            var isAll = !pattern.AsSpan().ContainsAnyExcept("*?.") && !(at > 0 && known[0][0] == '.');
            if (isAll || (known[at][0] == '.' && pattern[0] != '.') || !GlobPattern.IsMatch(known[at], pattern))
            {
                return false;
            }
        }

        return true;
    }
}
