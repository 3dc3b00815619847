using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Files that define a project's packages and their sources: manifests and lock files.</summary>
internal static class DependencyFiles
{
    private const int MostLines = 256;

    /// <summary>Stands for an escaped delimiter.</summary>
    private const string Escaped = "\u0001";

    private static readonly string[] Locks = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock",
        "poetry.lock", "uv.lock", "Pipfile.lock", "Gemfile.lock", "Cargo.lock", "composer.lock", "packages.lock.json"];

    private static readonly string[] Manifests = ["package.json", "go.mod", "pyproject.toml", "Pipfile", "Gemfile", "Cargo.toml",
        "composer.json",
        "setup.cfg", "environment.yml"];

    /// <summary>Files of builds that name the repositories of their packages among much else.</summary>
    private static readonly string[] Builds = ["pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts"];

    private static readonly string[] LockWords = ["resolved", "tarball", "registry"];
    private static readonly string[] Archives = [".tgz", ".tar.gz", ".whl", ".zip", ".gem", ".crate"];
    private static readonly string[] Repositories = ["github.com", "codeload.github.com", "gitlab.com", "bitbucket.org"];
    private static readonly string[] Options = ["--index-url", "--extra-index-url", "--find-links", "-i ", "-f "];

    /// <summary>
    /// Records other registries, and packages from bare IP addresses or unprotected URLs, that a text adds to such a file.
    /// </summary>
    public static void Note(Call call, ResolvedPath path, string text)
    {
        var (isLock, isList) = (Locks.Contains(path.Name), IsRequirements(path));
        if (Builds.Contains(path.Name))
        {
            NoteBuild(call, text, path.Name is "pom.xml" ? ["<repository", "<pluginRepository"] : ["repositories", "maven"]);
        }

        if (!isLock && !isList && !Manifests.Contains(path.Name))
        {
            return;
        }

        if (path.Name is "package.json")
        {
            PackageReplacements.NoteRepositories(call, text);
        }

        var section = "";
        foreach (var line in text.Split('\n').Take(MostLines).Select(line => line.Trim()))
        {
            section = line.StartsWith('[') ? line : section;
            if (path.Name is "go.mod" && line.Split("=>") is [var old, var other] && other.Trim().Split(' ')[0] is var module
                && !Repositories.Contains(module.Split('/')[0]))
            {
                PackageReplacements.NoteModule(call, old.Replace("replace ", "", StringComparison.Ordinal).Trim().Split(' ')[0], module);
            }
            else if (PackageNames.In(path.Name, isList, line) is { } package)
            {
                call.Emit(EffectKind.Install, package);
            }
            else if (isList && line.StartsWith("--trusted-host", StringComparison.Ordinal))
            {
                call.Emit(EffectKind.InstallUnchecked, "--trusted-host");
            }
            else if (Registries.AddressIn(line) is { } source && IsSource(path, section, line))
            {
                Registries.Note(call, new Field(source));
            }
            else if (Registries.AddressIn(line) is { } address)
            {
                NoteAddress(call, line, address, isLock, isList);
            }
        }
    }

    /// <summary>
    /// Records another registry that an edit by `s/a/b/` puts in place of a usual one in such a file or a package manager's settings, and
    /// whatever its text would be recorded for.
    /// </summary>
    public static void NoteEdit(Call call, ResolvedPath path, string script)
    {
        if (!Locks.Contains(path.Name) && !Manifests.Contains(path.Name) && !IsRequirements(path) && !PackageSettings.IsOne(path))
        {
            return;
        }

        call.Walk.Spend(script.Length);
        if (PackageSettings.IsOne(path) && PackageSettings.RemovesCheck(script))
        {
            call.Emit(EffectKind.InstallUnchecked, "ignore-scripts");
            return;
        }

        var start = script.IndexOf('s', StringComparison.Ordinal);
        if (call.Walk.IsExhausted || start < 0 || start + 1 >= script.Length || char.IsAsciiLetterOrDigit(script[start + 1]))
        {
            return;
        }

        // An escaped delimiter splits nothing; between slashes, those of a URL are escaped.
        var delimiter = script[start + 1];
        var parts = script[(start + 2)..].Replace($"\\{delimiter}", Escaped, StringComparison.Ordinal).Split(delimiter, 3)
            .Select(part => part.Replace(Escaped, delimiter.ToString(), StringComparison.Ordinal)
                .Replace("\\", "", StringComparison.Ordinal))
            .ToArray();
        if (parts.Length < 3 || parts[1].Length == 0)
        {
            return;
        }

        if (path.Name is "package.json" && PackageNames.AddsInstallScript(parts[0], parts[1]))
        {
            call.Emit(EffectKind.HookPackage, "package.json");
        }

        if (!Registries.NamesUsual(parts[0]))
        {
            Note(call, path, parts[1]);
            PackageSettings.Note(call, path, parts[1]);
        }
        else if ((Registries.AddressIn(parts[1]) ?? parts[1]) is var address && NetworkPrograms.Host(address) is var host
            && host.Contains('.', StringComparison.Ordinal) && !host.Contains(' ', StringComparison.Ordinal)
            && !Repositories.Contains(host))
        {
            // Removing a usual registry's protection is a change too; a text without it from the start may be an old one.
            if (Registries.NamesUsual(host) && address.StartsWith("http://", StringComparison.Ordinal)
                && parts[0].Contains("https", StringComparison.Ordinal))
            {
                call.Emit(EffectKind.ChangeRegistry, address, host: host);
            }

            Registries.Note(call, new Field(address));
        }
    }

    /// <summary>Records repositories at unprotected addresses: `url "http://…"` after one of these words, in their block.</summary>
    private static void NoteBuild(Call call, string text, string[] words)
    {
        var isRepository = false;
        foreach (var line in text.Split('\n').Take(MostLines).Select(line => line.Trim()))
        {
            isRepository |= Array.Exists(words, word => line.Contains(word, StringComparison.Ordinal));
            if (isRepository && line.Contains("url", StringComparison.Ordinal)
                && line.IndexOf("http://", StringComparison.Ordinal) is var start and >= 0)
            {
                Registries.Note(call, new Field(line[start..].Split('"', '\'', '<', ' ', ')')[0]));
            }

            isRepository &= line is not "}" && !line.Contains("</repository>", StringComparison.Ordinal)
                && !line.Contains("</pluginRepository>", StringComparison.Ordinal);
        }
    }

    private static void NoteAddress(Call call, string line, string address, bool isLock, bool isList)
    {
        var host = NetworkPrograms.Host(address);
        if (Hosts.IsLocal(host))
        {
            return;
        }

        if ((isList && Array.Exists(Options, option => line.StartsWith(option, StringComparison.Ordinal)))
            || (isLock && !Repositories.Contains(host) && !line.Contains("git+", StringComparison.Ordinal)
                && Array.Exists(LockWords, word => line.Contains(word, StringComparison.Ordinal))))
        {
            Registries.Note(call, new Field(address));
        }
        else if (!isLock && !isList && IsRepository(line))
        {
            call.Emit(EffectKind.InstallFrom, address, host: host);
        }
        else if (isLock && IsArchive(address) && !Repositories.Contains(host))
        {
            Registries.Note(call, new Field(address));
        }
        else if (Hosts.IsPublicNumber(host) || (address.StartsWith("http://", StringComparison.Ordinal)
            && IsArchive(address)))
        {
            call.Emit(EffectKind.InstallFrom, address, host: host);
        }
    }

    private static bool IsArchive(string address) =>
        Array.Exists(Archives, end => address.Split('#', '?')[0].EndsWith(end, StringComparison.Ordinal));

    /// <summary>Whether a line takes a package from a repository: `a = { git = "https://…" }`, `gem "a", git: "https://…"`.</summary>
    private static bool IsRepository(string line) => line.Replace(" ", "", StringComparison.Ordinal) is var compact
        && (compact.Contains("git=\"http", StringComparison.Ordinal) || compact.Contains("git:\"http", StringComparison.Ordinal)
            || compact.Contains("git:'http", StringComparison.Ordinal));

    /// <summary>Whether a line names a registry: `source "…"` of Ruby, `url = "…"` below `[[tool.poetry.source]]` of Python.</summary>
    private static bool IsSource(ResolvedPath path, string section, string line) => path.Name is "Gemfile"
        ? line.StartsWith("source", StringComparison.Ordinal)
        : line.StartsWith("index-url", StringComparison.Ordinal) || line.StartsWith("extra-index-url", StringComparison.Ordinal)
            || line.StartsWith("url", StringComparison.Ordinal) && (section.Contains("source", StringComparison.Ordinal)
            || section.Contains(".index", StringComparison.Ordinal));

    private static bool IsRequirements(ResolvedPath path) => path.Name.EndsWith(".txt", StringComparison.Ordinal)
        && (path.Name.StartsWith("requirements", StringComparison.Ordinal) || path.Name.StartsWith("constraints", StringComparison.Ordinal)
            || path.Full.EndsWith($"/requirements/{path.Name}", StringComparison.Ordinal));
}
