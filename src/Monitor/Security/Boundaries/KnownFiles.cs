namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>Finds what a file is for by its path: where programs store secrets, settings and what they start.</summary>
internal static class KnownFiles
{
    private static readonly (string End, FileKind Kind)[] Ends =
    [
        ("/.aws/credentials", FileKind.Credentials), ("/.aws/sso/cache", FileKind.Credentials), ("/.aws", FileKind.Credentials),
            ("/.kube", FileKind.Credentials),
        ("/.kube/config", FileKind.Credentials), ("/.netrc", FileKind.Credentials), ("/_netrc", FileKind.Credentials),
            ("/.npmrc", FileKind.Credentials),
        ("/.pypirc", FileKind.Credentials), ("/.pgpass", FileKind.Credentials), ("/.my.cnf", FileKind.Credentials),
            ("/.git-credentials", FileKind.Credentials),
        ("/.docker/config.json", FileKind.Credentials), ("/.config/gh/hosts.yml", FileKind.Credentials),
            ("/.config/gh", FileKind.Credentials),
        ("/.config/git/credentials", FileKind.Credentials), ("/.terraformrc", FileKind.Credentials),
            ("/.terraform.d/credentials.tfrc.json", FileKind.Credentials),
        ("/.vault-token", FileKind.Credentials), ("/.cargo/credentials", FileKind.Credentials),
            ("/.cargo/credentials.toml", FileKind.Credentials),
        ("/.gem/credentials", FileKind.Credentials), ("/.m2/settings.xml", FileKind.Credentials),
            ("/.config/rclone/rclone.conf", FileKind.Credentials),
        ("/.config/hub", FileKind.Credentials), ("/.s3cfg", FileKind.Credentials), ("/.boto", FileKind.Credentials),
            ("/.databrickscfg", FileKind.Credentials),
        ("/.snowsql/config", FileKind.Credentials), ("/.claude/.credentials.json", FileKind.Credentials),
            ("/.codex/auth.json", FileKind.Credentials),
        ("/.config/gcloud", FileKind.Credentials), ("/.azure", FileKind.Credentials), ("/.config/op", FileKind.Credentials),
            ("/.password-store", FileKind.Credentials),
        ("/.gnupg", FileKind.PrivateKey), ("/.ssh", FileKind.PrivateKey), ("/.local/share/keyrings", FileKind.Credentials),
            ("/Library/Keychains", FileKind.Credentials),
        ("/.config/google-chrome", FileKind.BrowserProfile), ("/.config/chromium", FileKind.BrowserProfile),
            ("/.config/BraveSoftware", FileKind.BrowserProfile),
        ("/.mozilla/firefox", FileKind.BrowserProfile), ("/.mozilla", FileKind.BrowserProfile),
            ("/Library/Application Support/Google/Chrome", FileKind.BrowserProfile),
        ("/Library/Application Support/Firefox", FileKind.BrowserProfile),
            ("/AppData/Local/Google/Chrome/User Data", FileKind.BrowserProfile),
        ("/Library/Cookies", FileKind.BrowserProfile), ("/Library/Safari", FileKind.BrowserProfile),
        ("/.config/autostart", FileKind.LoginItem), ("/Library/LaunchAgents", FileKind.LoginItem),
            ("/Library/LaunchDaemons", FileKind.ServiceUnit),
        ("/Start Menu/Programs/Startup", FileKind.LoginItem), ("/.config/systemd/user", FileKind.ServiceUnit),
        ("/.git/hooks", FileKind.GitHook), ("/atuin/history.db", FileKind.ShellHistory), ("/mcfly/history.db", FileKind.ShellHistory),
            (".histdb/zsh-history.db", FileKind.ShellHistory), ("/nushell/history.sqlite3", FileKind.ShellHistory),
            ("/nushell/history.txt", FileKind.ShellHistory), ("/.hishtory/.hishtory.db", FileKind.ShellHistory),
    ];

    private static readonly (string Path, FileKind Kind)[] SystemPaths =
    [
        ("/etc/shadow", FileKind.PasswordHashes), ("/etc/gshadow", FileKind.PasswordHashes),
            ("/etc/master.passwd", FileKind.PasswordHashes),
        ("/private/var/db/dslocal", FileKind.PasswordHashes), ("/etc/sudoers", FileKind.Sudoers), ("/etc/sudoers.d", FileKind.Sudoers),
            ("/etc/doas.conf", FileKind.Sudoers),
        ("/etc/passwd", FileKind.Accounts), ("/etc/group", FileKind.Accounts), ("/etc/crontab", FileKind.Schedule),
            ("/var/spool/cron", FileKind.Schedule),
        ("/etc/cron.d", FileKind.Schedule), ("/etc/cron.daily", FileKind.Schedule), ("/etc/cron.hourly", FileKind.Schedule),
            ("/etc/cron.weekly", FileKind.Schedule),
        ("/etc/cron.monthly", FileKind.Schedule), ("/etc/anacrontab", FileKind.Schedule), ("/etc/systemd/system", FileKind.ServiceUnit),
            ("/lib/systemd/system", FileKind.ServiceUnit),
        ("/usr/lib/systemd/system", FileKind.ServiceUnit), ("/etc/systemd/user", FileKind.ServiceUnit),
            ("/etc/init.d", FileKind.ServiceUnit), ("/etc/rc.local", FileKind.ServiceUnit),
        ("/etc/profile", FileKind.ShellStartup), ("/etc/profile.d", FileKind.ShellStartup), ("/etc/bash.bashrc", FileKind.ShellStartup),
            ("/etc/bashrc", FileKind.ShellStartup),
        ("/etc/zshrc", FileKind.ShellStartup), ("/etc/zsh", FileKind.ShellStartup), ("/etc/environment", FileKind.ShellStartup),
        ("/etc/xdg/autostart", FileKind.LoginItem), ("/etc/hosts", FileKind.SystemSettings), ("/etc/resolv.conf", FileKind.SystemSettings),

        ("/var/run/secrets", FileKind.Credentials), ("/run/secrets", FileKind.Credentials),
        ("/boot", FileKind.SystemSettings), ("/usr/local/share/ca-certificates", FileKind.SystemSettings),
            ("/proc/sys", FileKind.KernelSettings), ("/sys", FileKind.KernelSettings),
        ("/proc/sysrq-trigger", FileKind.KernelSettings), ("/var/log", FileKind.SystemLog), ("/Library/Logs", FileKind.SystemLog),
            ("/private/var/log", FileKind.SystemLog),
        ("/var/run/docker.sock", FileKind.ContainerSocket), ("/run/docker.sock", FileKind.ContainerSocket),
            ("/run/containerd/containerd.sock", FileKind.ContainerSocket),
        ("/etc/apt/sources.list", FileKind.PackageSources), ("/etc/apt/sources.list.d", FileKind.PackageSources),
            ("/etc/apt/trusted.gpg.d", FileKind.PackageSources),
        ("/etc/yum.repos.d", FileKind.PackageSources), ("/etc/pip.conf", FileKind.PackageSources),
        ("/etc/ld.so.preload", FileKind.SystemStartup), ("/etc/udev/rules.d", FileKind.SystemStartup),
            ("/etc/update-motd.d", FileKind.SystemStartup),
            ("/etc/modules-load.d", FileKind.SystemStartup), ("/etc/apt/apt.conf.d", FileKind.SystemStartup),
            ("/etc/periodic", FileKind.SystemStartup),
        ("/etc/pam.d", FileKind.Authentication), ("/etc/polkit-1", FileKind.Authentication),
            ("/usr/share/polkit-1", FileKind.Authentication),
        ("/etc/rsyslog.conf", FileKind.LogSettings), ("/etc/rsyslog.d", FileKind.LogSettings), ("/etc/audit", FileKind.LogSettings),
            ("/etc/systemd/journald.conf", FileKind.LogSettings),
        // The rest of the folder comes last.
        ("/etc", FileKind.SystemSettings),
    ];

    private static readonly Dictionary<string, FileKind> Names = new(StringComparer.Ordinal)
    {
        [".bash_history"] = FileKind.ShellHistory,
        [".zsh_history"] = FileKind.ShellHistory,
        [".python_history"] = FileKind.ShellHistory,
        [".psql_history"] = FileKind.ShellHistory,
        [".mysql_history"] = FileKind.ShellHistory,
        [".node_repl_history"] = FileKind.ShellHistory,
        ["fish_history"] = FileKind.ShellHistory,
        [".sh_history"] = FileKind.ShellHistory,
        [".sqlite_history"] = FileKind.ShellHistory,
        [".irb_history"] = FileKind.ShellHistory,
        [".rediscli_history"] = FileKind.ShellHistory,
        [".lesshst"] = FileKind.ShellHistory,
        ["ConsoleHost_history.txt"] = FileKind.ShellHistory,
        // The file of `(Get-PSReadLineOption).HistorySavePath`.
        [".HistorySavePath"] = FileKind.ShellHistory,
        [".bashrc"] = FileKind.ShellStartup,
        [".zshrc"] = FileKind.ShellStartup,
        [".profile"] = FileKind.ShellStartup,
        [".bash_profile"] = FileKind.ShellStartup,
        [".bash_login"] = FileKind.ShellStartup,
        [".bash_logout"] = FileKind.ShellStartup,
        [".zprofile"] = FileKind.ShellStartup,
        [".zshenv"] = FileKind.ShellStartup,
        [".zlogin"] = FileKind.ShellStartup,
        [".bash_aliases"] = FileKind.ShellStartup,
        [".kshrc"] = FileKind.ShellStartup,
        [".tcshrc"] = FileKind.ShellStartup,
        [".cshrc"] = FileKind.ShellStartup,
        ["config.fish"] = FileKind.ShellStartup,
        [".xprofile"] = FileKind.LoginItem,
        [".xinitrc"] = FileKind.LoginItem,
        [".pam_environment"] = FileKind.ShellStartup,
        ["Microsoft.PowerShell_profile.ps1"] = FileKind.ShellStartup,
        ["authorized_keys"] = FileKind.AuthorizedKeys,
        ["authorized_keys2"] = FileKind.AuthorizedKeys,
        ["CLAUDE.md"] = FileKind.AgentInstructions,
        ["CLAUDE.local.md"] = FileKind.AgentInstructions,
        ["AGENTS.md"] = FileKind.AgentInstructions,
        ["GEMINI.md"] = FileKind.AgentInstructions,
        [".cursorrules"] = FileKind.AgentInstructions,
        ["copilot-instructions.md"] = FileKind.AgentInstructions,
        [".windsurfrules"] = FileKind.AgentInstructions,
        [".clinerules"] = FileKind.AgentInstructions,
        [".mcp.json"] = FileKind.AgentSettings,
        [".claude.json"] = FileKind.AgentSettings,
        ["managed-settings.json"] = FileKind.AgentSettings,
        [".aider.conf.yml"] = FileKind.AgentSettings,
        ["opencode.json"] = FileKind.AgentSettings,
        ["opencode.jsonc"] = FileKind.AgentSettings,
        ["claude_desktop_config.json"] = FileKind.AgentSettings,
        ["id_rsa"] = FileKind.PrivateKey,
        ["id_dsa"] = FileKind.PrivateKey,
        ["id_ecdsa"] = FileKind.PrivateKey,
        ["id_ed25519"] = FileKind.PrivateKey,
        ["id_ed25519_sk"] = FileKind.PrivateKey,
        ["credentials.json"] = FileKind.Credentials,
        ["service-account.json"] = FileKind.Credentials,
        ["secrets.yml"] = FileKind.Credentials,
        ["secrets.yaml"] = FileKind.Credentials,
        ["secrets.json"] = FileKind.Credentials,
        ["secrets.toml"] = FileKind.Credentials,
        ["master.key"] = FileKind.Credentials,
        ["credentials.yml.enc"] = FileKind.Other,
        ["wp-config.php"] = FileKind.Credentials,
        ["kubeconfig"] = FileKind.Credentials,
        [".htpasswd"] = FileKind.Credentials,
        ["service_account.json"] = FileKind.Credentials,
        ["application_default_credentials.json"] = FileKind.Credentials,
        ["logins.json"] = FileKind.BrowserProfile,
        ["Login Data"] = FileKind.BrowserProfile,
        ["Cookies"] = FileKind.BrowserProfile,
        ["key4.db"] = FileKind.BrowserProfile,
        ["cookies.sqlite"] = FileKind.BrowserProfile,
        [".netrc"] = FileKind.Credentials,
        [".git-credentials"] = FileKind.Credentials,
        [".pgpass"] = FileKind.Credentials,
        [".vault-token"] = FileKind.Credentials,
        [".pypirc"] = FileKind.Credentials,
    };

    private static readonly string[] Examples = ["example", "sample", "template", "dist", "defaults", "default", "schema", "tpl", "test",
        "ci", "tmpl"];

    /// <summary>Folders of a project that are generated or fetched, not worked in.</summary>
    private static readonly string[] DataFolders = ["/test/", "/tests/", "/__tests__/", "/spec/", "/fixtures/", "/testdata/", "/example/",
        "/examples/", "/sample/", "/samples/", "/template/", "/templates/", "/docs/"];

    /// <summary>Folders whose keys and settings were made for tests.</summary>
    private static readonly string[] TestFolders = ["/test/", "/tests/", "/__tests__/", "/spec/", "/fixtures/", "/testdata/"];

    private const string GuardFolder = "/tooltime";

    /// <summary>Folders of agents with their settings.</summary>
    private static readonly string[] AgentFolders = ["/.claude/", "/.codex/", "/.cursor/", "/.gemini/", "/.qwen/", "/.copilot/", "/.kiro/",
        "/.roo/", "/.windsurf/", "/.codeium/", "/.continue/", "/.amazonq/", "/.junie/", "/.clinerules/", "/.config/goose/"];

    /// <summary>What the file at an absolute path is for.</summary>
    /// <param name="path">The path.</param>
    /// <param name="scope">Where it is.</param>
    /// <param name="project">The project's folder.</param>
    public static FileKind KindOf(string path, PathScope scope, string project = "")
    {
        var kind = Find(path, scope);
        return IsData(kind, path, scope, project) ? FileKind.Other : kind;
    }

    /// <summary>
    /// Whether a file only has the name of one that something reads: a project's own copies of a home's files, and an agent's or a
    /// repository's settings among tests, examples and temporary files.
    /// </summary>
    private static bool IsData(FileKind kind, string path, PathScope scope, string project) => kind switch
    {
        FileKind.ShellStartup or FileKind.LoginItem or FileKind.AuthorizedKeys => scope is PathScope.Project,
        FileKind.AgentSettings or FileKind.AgentInstructions or FileKind.GitHook when ProjectBoundary.IsTemporary(path) =>
            scope is PathScope.Allowed,
        FileKind.AgentSettings or FileKind.AgentInstructions or FileKind.GitHook => IsIn(DataFolders, path, scope, project),
        FileKind.PrivateKey or FileKind.EnvironmentFile => IsIn(TestFolders, path, scope, project),
        _ => false,
    };

    private static bool IsIn(string[] folders, string path, PathScope scope, string project) => scope is PathScope.Project
        && ProjectBoundary.IsWithin(path, project)
        && Array.Exists(folders, folder => path.AsSpan(project.Length).Contains(folder, StringComparison.Ordinal));

    private static FileKind Find(string path, PathScope scope)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (scope is PathScope.Home or PathScope.System or PathScope.Elsewhere && StartupFiles.Contains(path, name))
        {
            return FileKind.ProgramStartup;
        }

        if (scope is not PathScope.Project && IsOfGuard(path))
        {
            return FileKind.GuardSettings;
        }

        if (scope is not PathScope.Project && CredentialFiles.Find(path, name) is { } stored)
        {
            return stored;
        }

        if (Exact(path, name, scope) is { } exact)
        {
            return exact;
        }

        foreach (var (end, kind) in Ends)
        {
            if (Has(path, end))
            {
                // A project may have folders with such names, without the user's data.
                return scope is PathScope.Project && kind is FileKind.Credentials or FileKind.BrowserProfile
                    && end is not ("/.aws" or "/.kube/config") ? FileKind.Other : kind;
            }
        }

        foreach (var (start, kind) in SystemPaths)
        {
            if (ProjectBoundary.IsWithin(path, start))
            {
                return kind;
            }
        }

        return FileKind.Other;
    }

    /// <summary>Whether a path is this program's own folder, or a file in it that turns its guards off.</summary>
    private static bool IsOfGuard(string path)
    {
        var at = path.LastIndexOf(GuardFolder, StringComparison.Ordinal);
        var rest = at < 0 ? "" : path[(at + GuardFolder.Length)..];
        return at >= 0 && (rest.Length == 0 ? path[..at].EndsWith("/share", StringComparison.Ordinal) || path[..at].EndsWith("/Local",
                StringComparison.Ordinal)
            : rest is "/security" or "/switched-off" or "/*" || rest.StartsWith("/security", StringComparison.Ordinal)
                && rest["/security".Length..] is ".json" or "-rules.json" or "*" or ['/', ..]);
    }

    /// <summary>Whether a path contains these names, as whole names.</summary>
    private static bool Has(string path, string names)
    {
        var at = path.IndexOf(names, StringComparison.Ordinal);
        return at >= 0 && (at + names.Length == path.Length || path[at + names.Length] == '/'
            || path.Contains($"{names}/", StringComparison.Ordinal));
    }

    private static FileKind? Exact(string path, string name, PathScope scope)
    {
        if (Names.TryGetValue(name, out var named))
        {
            var isFixture = path.Contains("/fixtures/", StringComparison.Ordinal) || path.Contains("/testdata/", StringComparison.Ordinal);
            return isFixture && scope is PathScope.Project ? FileKind.Other : named;
        }

        if (name.StartsWith(".env", StringComparison.Ordinal) || name.StartsWith(".dev.vars", StringComparison.Ordinal))
        {
            var rest = name[(name[1] == 'e' ? 4 : 9)..];
            return rest.Length == 0 || (rest[0] == '.' && !Examples.Contains(name[(name.LastIndexOf('.') + 1)..])) || name is ".envrc"
                or ".env*" ? FileKind.EnvironmentFile : FileKind.Other;
        }

        // A pattern that matches one: `.e*v`.
        if (name.StartsWith(".e", StringComparison.Ordinal) && GlobPattern.HasPattern(name)
            && GlobPattern.IsMatch(".env", name))
        {
            return FileKind.EnvironmentFile;
        }

        if ((path.StartsWith("/proc/", StringComparison.Ordinal) && name is "environ" or "mem" or "kcore")
            || path is "/dev/mem" or "/dev/kmem")
        {
            return FileKind.ProcessEnvironment;
        }

        if (Array.Exists(AgentFolders, folder => IsUnder(path, folder)))
        {
            return AgentKind(path, name);
        }

        if (path.EndsWith("/.vscode/mcp.json", StringComparison.Ordinal) || IsUnder(path, "/.opencode/plugin/"))
        {
            return FileKind.AgentSettings;
        }

        if (name.EndsWith(".instructions.md", StringComparison.Ordinal) || name.EndsWith(".agent.md", StringComparison.Ordinal)
            || IsUnder(path, "/.opencode/agent/") || IsUnder(path, "/.agents/skills/"))
        {
            return FileKind.AgentInstructions;
        }

        if (IsUnder(path, "/.ssh/"))
        {
            return name.EndsWith(".pub", StringComparison.Ordinal) || name is "config" or "known_hosts" or "known_hosts.old"
                ? FileKind.Other : FileKind.PrivateKey;
        }

        if (IsUnder(path, "/.aws/") && name is "config")
        {
            return FileKind.Other;
        }

        if (SecretFileNames.Find(path, name) is { } secret)
        {
            var isData = scope is PathScope.Project && Array.Exists(DataFolders, folder => path.Contains(folder, StringComparison.Ordinal));
            return isData ? FileKind.Other : secret;
        }

        return IsKeyName(name) || (scope is not PathScope.Project && (name is "*.pem" || IsKeyPattern(path, name)))
            ? FileKind.PrivateKey : null;
    }

    /// <summary>Whether a pattern matches the usual names of keys anywhere in a home: `id_*`.</summary>
    private static bool IsKeyPattern(string path, string name) => name.StartsWith("id_", StringComparison.Ordinal)
        && GlobPattern.HasPattern(name) && (GlobPattern.IsMatch("id_rsa", name) || GlobPattern.IsMatch("id_ed25519", name))
        && path.Split('/') is ["", "home" or "Users", _, "*", _] or ["", "root", "*", _];

    private static bool IsKeyName(string name)
    {
        var end = name.LastIndexOf('.');
        var extension = end < 0 ? "" : name[end..];
        return extension is ".p12" or ".pfx" or ".jks" or ".keystore" or ".ppk" or ".kdbx"
            || (extension is ".key" && !name.Contains("public", StringComparison.OrdinalIgnoreCase))
            || (extension is ".pem" && (name.Contains("key", StringComparison.OrdinalIgnoreCase)
                || name.Contains("private", StringComparison.OrdinalIgnoreCase))
                && !name.Contains("pub", StringComparison.OrdinalIgnoreCase));
    }

    private static FileKind? AgentKind(string path, string name)
    {
        if (name is ".credentials.json" or "auth.json")
        {
            return FileKind.Credentials;
        }

        if (name is "config.toml" or "config.yaml" or "hooks.json" or "mcp.json" or "mcp_config.json" or "mcp-config.json"
            or "trustedFolders.json" or "cli-config.json" or "permissions.json" or "config.json"
            || (name.StartsWith("settings", StringComparison.Ordinal)
            && (name.EndsWith(".json", StringComparison.Ordinal) || name.EndsWith('*')))
            || (name is ['s', ..] && GlobPattern.HasPattern(name) && GlobPattern.IsMatch("settings.json", name))
            || path.Contains("/hooks/", StringComparison.Ordinal) || name is "hooks" or ".claude" or ".codex" or ".cursor" or "*")
        {
            return FileKind.AgentSettings;
        }

        var isInstruction = path.Contains("/skills/", StringComparison.Ordinal) || path.Contains("/agents/", StringComparison.Ordinal)
            || path.Contains("/commands/", StringComparison.Ordinal)
            || path.Contains("/rules/", StringComparison.Ordinal) || path.Contains("/output-styles/", StringComparison.Ordinal)
                || path.Contains("/prompts/", StringComparison.Ordinal) || path.Contains("/steering/", StringComparison.Ordinal)
            || path.Contains("/.clinerules/", StringComparison.Ordinal) || path.EndsWith("/.junie/guidelines.md", StringComparison.Ordinal)
            || name is "skills" or "agents" or "commands" or "rules";
        return isInstruction && !path.Contains("/.claude/projects/", StringComparison.Ordinal) ? FileKind.AgentInstructions : FileKind.Other;
    }

    private static bool IsUnder(string path, string folder) =>
        path.Contains(folder, StringComparison.Ordinal)
            || path.AsSpan().EndsWith(folder.AsSpan(0, folder.Length - 1), StringComparison.Ordinal);
}
