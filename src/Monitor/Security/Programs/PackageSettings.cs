using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Settings files of package managers: another registry in their text.</summary>
internal static class PackageSettings
{
    private static readonly string[] Names = [".npmrc", ".yarnrc", ".yarnrc.yml", "pip.conf", "pip.ini", "NuGet.Config", "nuget.config",
        "bunfig.toml", ".pnpmrc", "uv.toml", "poetry.toml", ".condarc", ".gemrc"];
    private static readonly string[] Words = ["registry", "index-url", "npmregistryserver", "packagesource", "<add ", "index", "channel",
        "source"];

    /// <summary>Whether a file is one of them.</summary>
    public static bool IsOne(ResolvedPath path) => Names.Contains(path.Name, StringComparer.Ordinal);

    /// <summary>Notes the registries that a text puts into such a file.</summary>
    public static void Note(Call call, ResolvedPath path, string? text)
    {
        if (text is null || !Names.Contains(path.Name, StringComparer.Ordinal))
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
