using System.Text;
using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;
using ToolTime.Monitor.Security.Programs;
using ToolTime.Monitor.Security.Redaction;

namespace ToolTime.Monitor.Security.Tools;

/// <summary>
/// What may be stored about a call: which programs it runs with which options, and what it does to what. Only paths inside the project are
/// included, relative to it; for everything else only the kind. No argument, option value, host, content or text is included.
/// </summary>
/// <param name="Programs">Each program once: its name, its verb if it has verbs, and the names of its options, such as
/// `git push --force`.</param>
/// <param name="Targets">Each effect once, with its target: `write:src/a.cs`, `read:home/private-key`, `send:other-host`.</param>
internal sealed record CallStructure(IReadOnlyList<string> Programs, IReadOnlyList<string> Targets)
{
    private const int MostPrograms = 16;
    private const int MostTargets = 32;
    private const int MostOptions = 8;
    private const int LongestPath = 160;
    private const int LongestName = 32;
    private const int LongestVerb = 16;
    private const int LongestOption = 32;
    private const int MostLetters = 4;

    /// <summary>Whole-word options after a single dash.</summary>
    private static readonly HashSet<string> LongOptions = new(StringComparer.Ordinal)
    {
        "-name",
        "-iname",
        "-path",
        "-exec",
        "-execdir",
        "-delete",
        "-type",
        "-mtime",
        "-destroy",
        "-auto-approve",
        "-target",
        "-nodes",
    };

    /// <summary>Programs whose first word is a verb.</summary>
    private static readonly HashSet<string> WithVerbs = new(StringComparer.Ordinal)
    {
        "git",
        "npm",
        "pnpm",
        "yarn",
        "npx",
        "pip",
        "uv",
        "poetry",
        "cargo",
        "go",
        "dotnet",
        "docker",
        "compose",
        "kubectl",
        "helm",
        "terraform",
        "aws",
        "gcloud",
        "az",
        "gh",
        "glab",
        "systemctl",
        "service",
        "apt",
        "apt-get",
        "brew",
        "dnf",
        "make",
        "bundle",
        "gem",
        "vault",
        "op",
        "claude",
        "codex",
        "gemini",
        "crontab",
        "security",
        "redis-cli",
        "launchctl",
        "supabase",
        "heroku",
        "fly",
        "vercel",
        "netlify",
    };

    internal static CallStructure From(ShellWalk walk, string project) =>
        new(
            [.. walk.Calls.Select(Program).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostPrograms)],
            [.. walk.Effects.Select(effect => Target(effect, project)).Distinct(StringComparer.Ordinal).Take(MostTargets)]
        );

    private static string? Program(Call call)
    {
        // Only the last part of a path is shown, in which a secret may no longer have its recognisable form.
        var name = SecretRedactor.Redact(call.Fields[0].Text) == call.Fields[0].Text ? call.Name : "…";
        if (
            name.Length > LongestName
            || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' or '+' or '[')
        )
        {
            return "…";
        }

        var text = new StringBuilder(name);
        if (
            WithVerbs.Contains(name)
            && call.Args.FirstOrDefault(arg => !arg.Text.StartsWith('-')) is { } verb
            && verb.Text.Length is > 1 and <= LongestVerb
            && verb.Text.All(letter => char.IsAsciiLetterLower(letter) || letter == '-')
        )
        {
            text.Append(' ').Append(verb.Text);
        }

        foreach (
            var option in call
                .Args.TakeWhile(arg => arg.Text is not "--")
                .Select(arg => Option(arg.Text))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Take(MostOptions)
        )
        {
            text.Append(' ').Append(option);
        }

        return text.ToString();
    }

    /// <summary>
    /// An option's name without its value; null if it is not an option. What follows a single letter may be a value: up to four letters
    /// count as letters, and none after `p`, which may be followed by a password.
    /// </summary>
    private static string? Option(string text)
    {
        if (text.Length < 2 || text[0] != '-')
        {
            return null;
        }

        var name = text.Split('=', 2)[0];
        if (name.StartsWith("--", StringComparison.Ordinal) || LongOptions.Contains(name))
        {
            return
                name.Length <= LongestOption
                && name.All(letter => char.IsAsciiLetterLower(letter) || letter == '-')
                && SecretRedactor.Redact(name) == name
                ? name
                : "--…";
        }

        if (!name.AsSpan(1).ContainsAnyExceptInRange('0', 'z') && name.Length <= MostLetters + 1)
        {
            var password = name.IndexOfAny(['p', 'P']);
            return password < 0 ? name : name[..(password + 1)];
        }

        return char.IsAsciiLetterOrDigit(name[1]) ? $"{name[..2]}…" : "-…";
    }

    private static string Target(Effect effect, string project)
    {
        var kind = WireName.From(effect.Kind);
        return effect switch
        {
            { Path: { } path } => $"{kind}:{Place(path, project)}",
            { Host: { } host } => $"{kind}:{Machine(host)}",
            _ => kind,
        };
    }

    private static string Place(ResolvedPath path, string project)
    {
        if (path.Scope is PathScope.Project && ProjectBoundary.IsWithin(path.Full, project))
        {
            var relative = path.Full[project.Length..].TrimStart('/').Replace(Field.Unknown, '*').Replace(Field.Unset, '*');
            relative = SecretRedactor.Redact(path.IsPattern ? $"{relative}/*".TrimStart('/') : relative);
            return relative.Length == 0 ? "."
                : relative.Length <= LongestPath ? relative
                : relative[..LongestPath] + "…";
        }

        var scope = path.Scope is PathScope.Allowed ? "temporary-or-allowed" : WireName.From(path.Scope);
        return path.Kind is FileKind.Other ? scope : $"{scope}/{WireName.From(path.Kind)}";
    }

    private static string Machine(string host) =>
        host switch
        {
            _ when Hosts.IsLocal(host) => "this-machine",
            _ when Hosts.IsMetadata(host) => "cloud-metadata",
            _ when Hosts.IsDrop(host) => "public-drop",
            _ when Hosts.IsPublicNumber(host) => "public-address",
            _ => "other-host",
        };
}
