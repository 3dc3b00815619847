using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Scripts that a package's manifest runs on install.</summary>
internal static class PackageScripts
{
    private static readonly string[] InstallScripts = ["\"preinstall\"", "\"postinstall\"", "\"install\""];
    private static readonly string[] Running = ["curl", "wget", "http", " -e", "sh ", "node "];

    /// <summary>Records a script that is added to a package's manifest and runs on install.</summary>
    public static void Note(Call call, string path, string? added, string before)
    {
        if (added is null || path.Split('/', '\\')[^1] is not "package.json" || path.Contains("/fixtures/", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var script in InstallScripts)
        {
            var at = added.IndexOf(script, StringComparison.Ordinal);
            var value = at < 0 ? "" : added[at..Math.Min(added.Length, at + 256)].Split('\n')[0];
            if (Array.Exists(Running, word => value.Contains(word, StringComparison.Ordinal))
                && !before.Contains(script, StringComparison.Ordinal))
            {
                call.Emit(EffectKind.HookPackage, "package.json");
            }
        }
    }
}
