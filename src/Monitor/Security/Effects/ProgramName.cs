using ToolTime.Monitor.Security.Boundaries;

namespace ToolTime.Monitor.Security.Effects;

/// <summary>Finds which program a word names.</summary>
internal static class ProgramName
{
    private static readonly HashSet<string> Shells = new(StringComparer.Ordinal) { "sh", "bash", "zsh", "dash", "ksh", "fish", "ash",
        "mksh", "csh", "tcsh", "rbash" };

    /// <summary>Programs that an obscured path may stand for.</summary>
    private static readonly string[] Guessed = ["rm", "cat", "dd", "curl", "wget", "chmod", "sh", "bash", "nc", "mv", "cp", "shred",
        "base64", "python3"];

    public static bool IsShell(string name) => Shells.Contains(name);

    /// <summary>The name without folder and extension; for a pattern, the first matching program.</summary>
    public static string From(string word)
    {
        var name = word[(word.LastIndexOfAny(['/', '\\']) + 1)..];
        if (GlobPattern.HasPattern(name) && name.Length > 1 && name != "[" && name != "[[" && word.Contains('/', StringComparison.Ordinal))
        {
            return Array.Find(Guessed, program => GlobPattern.IsMatch(program, name)) ?? name;
        }

        foreach (var extension in (ReadOnlySpan<string>)[".exe", ".EXE", ".cmd", ".bat", ".com"])
        {
            if (name.Length > extension.Length && name.EndsWith(extension, StringComparison.Ordinal))
            {
                name = name[..^extension.Length];
            }
        }

        return Version(name);
    }

    private static bool IsVersion(char value) => char.IsAsciiDigit(value) || value == '.';

    /// <summary>`python3.12` is `python`, and `gawk` is `awk`.</summary>
    private static string Version(string name) => name switch
    {
        _ when name.StartsWith("python", StringComparison.Ordinal) && name[6..].All(IsVersion) => "python",
        "pypy" or "pypy3" => "python",
        _ when name.StartsWith("pip", StringComparison.Ordinal) && name[3..].All(IsVersion) => "pip",
        _ when name.StartsWith("perl5", StringComparison.Ordinal) => "perl",
        "nodejs" or "tsx" or "ts-node" => "node",
        "gawk" or "mawk" or "nawk" => "awk",
        "ncat" or "netcat" => "nc",
        "gsed" => "sed",
        "grm" => "rm",
        "gdd" => "dd",
        "egrep" or "fgrep" or "zgrep" or "ggrep" => "grep",
        "pwsh" => "powershell",
        "podman" or "nerdctl" => "docker",
        "docker-compose" or "podman-compose" => "compose",
        "vi" or "nvim" or "view" => "vim",
        "oc" or "k" => "kubectl",
        "tofu" or "terragrunt" => "terraform",
        _ => name,
    };
}
