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

    /// <summary>Whether a file is one of them.</summary>
    public static bool IsOne(ResolvedPath path) => Names.Contains(path.Name, StringComparer.Ordinal)
        || Array.Exists(Ends, end => path.Full.EndsWith(end, StringComparison.Ordinal))
        || path.Full.Contains("/.gradle/init.d/", StringComparison.Ordinal);

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
            if (Registries.AddressIn(line) is { } address
                && Array.Exists(Words, word => line.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                Registries.Note(call, new Field(address));
            }
        }
    }
}
