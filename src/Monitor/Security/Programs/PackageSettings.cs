using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Package managers' settings files: another registry in their text.</summary>
internal static class PackageSettings
{
    private static readonly string[] Names = [".npmrc", ".yarnrc", ".yarnrc.yml", "pip.conf", "pip.ini", "NuGet.Config", "nuget.config",
        "bunfig.toml", ".pnpmrc", "uv.toml", "poetry.toml", ".condarc", ".gemrc"];

    /// <summary>Those identified by their folder too.</summary>
    private static readonly string[] Ends = ["/.cargo/config.toml", "/.cargo/config", "/.m2/settings.xml", "/.gradle/init.gradle",
        "/.gradle/init.gradle.kts", "/go/env", "/.bundle/config"];

    private static readonly string[] Words = ["registry", "index-url", "npmregistryserver", "packagesource", "<add ", "index", "channel",
        "source", "<url>", "maven", "goproxy", "mirror"];

    /// <summary>What usually prepares a project after an installation: hooks, generated code, builds.</summary>
    private static readonly string[] Preparing = ["husky", "lefthook", "simple-git-hooks", "prisma", "tsc", "patch-package",
        "electron-builder", "is-ci", "tsup", "rollup"];

    private static readonly System.Buffers.SearchValues<char> ShellSigns = System.Buffers.SearchValues.Create(";&|$`<>");

    /// <summary>Whether a file is one of them.</summary>
    public static bool IsOne(ResolvedPath path) => Names.Contains(path.Name, StringComparer.OrdinalIgnoreCase)
        || Array.Exists(Ends, end => path.Full.EndsWith(end, StringComparison.Ordinal))
        || path.Full.Contains("/.gradle/init.d/", StringComparison.Ordinal);

    /// <summary>Whether a script that runs on install only prepares a project.</summary>
    public static bool IsPreparing(string script) => Preparing.Contains(script.Split(' ')[0])
        && script.AsSpan().IndexOfAny(ShellSigns) < 0;

    /// <summary>Whether a setting of a package manager turns off a check, or lets packages run their scripts.</summary>
    public static bool IsUnchecking(string name, string value) =>
        (name is "strict-ssl" or "enableStrictSsl" or "audit-signatures" or "ignore-scripts" && value is "false")
            || (name is "enableScripts" && value is "true");

    /// <summary>Whether an edit of `sed` deletes the setting that holds packages' scripts back: `/ignore-scripts/d`.</summary>
    public static bool RemovesCheck(string script) => script.Contains("ignore-scripts", StringComparison.Ordinal)
        && !script.Contains("false", StringComparison.Ordinal)
        && (script.EndsWith("/d", StringComparison.Ordinal) || script.EndsWith("//", StringComparison.Ordinal));

    /// <summary>Records the registries that a text adds to such a file.</summary>
    public static void Note(Call call, ResolvedPath path, string? text)
    {
        // With Cargo and Maven, another registry in addition to the usual ones is common; one in their place is not.
        if (text is null || !IsOne(path) || (path.Full.Contains("/.cargo/", StringComparison.Ordinal)
            && !text.Contains("replace-with", StringComparison.Ordinal))
            || (path.Name is "settings.xml" && !text.Contains("<mirror>", StringComparison.Ordinal)))
        {
            return;
        }

        foreach (var line in text.Split('\n').Take(64))
        {
            if (path.Name.StartsWith('.') && line.Split(['=', ':'], 2) is [var name, var value]
                && IsUnchecking(name.Trim(), value.Trim()))
            {
                call.Emit(EffectKind.InstallUnchecked, name.Trim());
            }

            if (Registries.AddressIn(line) is { } address
                && Array.Exists(Words, word => line.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                Registries.Note(call, new Field(address));
            }
        }
    }
}
