namespace ToolTime.Monitor.Security.Effects;

/// <summary>Environment variables with a usual value, and those with secrets.</summary>
internal static class KnownVariables
{
    private static readonly string[] SecretParts =
    [
        "TOKEN", "SECRET", "PASSWORD", "PASSWD", "APIKEY", "API_KEY", "ACCESS_KEY", "PRIVATE_KEY", "CREDENTIAL", "AUTH_KEY",
            "ENCRYPTION_KEY", "SIGNING_KEY", "CLIENT_KEY", "PASSPHRASE",
        "PGPASS", "MYSQL_PWD", "DB_PASS", "DATABASE_URL", "CONNECTION_STRING", "SERVICE_ACCOUNT_KEY", "GH_PAT", "NPM_AUTH",
    ];

    private static readonly HashSet<string> NeverEmpty = new(StringComparer.Ordinal)
    {
        "USER", "LOGNAME", "HOSTNAME", "RANDOM", "SECONDS", "LINENO", "BASHPID", "PPID", "UID", "EUID", "BASH_SOURCE", "PATH", "LANG",
            "TERM", "PYENV_ROOT", "NVM_DIR", "GOPATH", "JAVA_HOME",
        "VIRTUAL_ENV", "CONDA_PREFIX", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "REPLY", "OSTYPE", "HOSTTYPE", "MACHTYPE",
            "BASH_VERSION", "EPOCHSECONDS", "FUNCNAME", "GITHUB_SHA", "GITHUB_REF_NAME",
    };

    private static readonly HashSet<string> Projects = new(StringComparer.Ordinal)
    {
        "CLAUDE_PROJECT_DIR", "GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE", "PROJECT_DIR", "PROJECT_ROOT", "BUILD_SOURCESDIRECTORY",
            "INIT_CWD", "SRCROOT", "REPO_ROOT",
    };

    /// <summary>A variable's value if no command set it.</summary>
    public static Field Value(string name, string home, string project, string? folder, string? lastFolder) => name switch
    {
        "HOME" or "USERPROFILE" or "HOMEPATH" => new Field(home),
        "PWD" => folder is null ? Field.Anything : new Field(folder),
        "OLDPWD" => lastFolder is null ? Field.Anything : new Field(lastFolder),
        "TMPDIR" or "TMP" or "TEMP" or "RUNNER_TEMP" => new Field("/tmp"),
        "IFS" => new Field(" \t\n"),
        "SHELL" => new Field("/bin/bash"),
        "PATH" => new Field("/usr/local/bin:/usr/bin:/bin"),
        "SYSTEMROOT" or "SystemRoot" or "windir" => new Field("C:/Windows"),
        "USER" or "LOGNAME" or "HOSTNAME" or "USERNAME" => new Field(Field.Unknown.ToString(), DataKinds.Identity),
        "?" or "$" or "!" or "#" or "-" or "0" or "_" => Field.Anything,
        _ when Projects.Contains(name) => new Field(project),
        _ when IsSecret(name) => new Field(Field.Unknown.ToString(), TokenMakers.OfVariable(name)),
        "TOOLTIME_HOME" => new Field($"{home}/.local/share/tooltime"),
        _ when NeverEmpty.Contains(name) => Field.Anything,
        _ => new Field(Field.Unset.ToString()),
    };

    /// <summary>Whether a variable with this name contains a secret.</summary>
    public static bool IsSecret(string name)
    {
        foreach (var part in SecretParts)
        {
            if (name.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                // Neither a model's token limit nor the location of a token is secret.
                return !name.Contains("TOKENS", StringComparison.OrdinalIgnoreCase)
                    && !name.EndsWith("_FILE", StringComparison.OrdinalIgnoreCase)
                    && !name.EndsWith("_PATH", StringComparison.OrdinalIgnoreCase)
                        && !name.EndsWith("_NAME", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }
}
